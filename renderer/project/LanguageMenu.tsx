import { Menu } from '@mantine/core';
import { LANGUAGES, type Language } from '../../contract/languages.ts';
import { CheckIcon, LanguageIcon } from '../controls/icons.tsx';
import { text } from '../language/text.ts';
import { attempt } from '../state/notices.ts';
import { chooseLanguage, chosenLanguage } from './choose-language.ts';

/** Which language the page is in. Each is called by itself what who looks for it knows. */
export function LanguageMenu() {
  const chosen = chosenLanguage();
  const choices: [Language | null, string][] = [
    [null, text('project.languageOfSystem')],
    ...(Object.entries(LANGUAGES) as [Language, string][]),
  ];
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<LanguageIcon />}>{text('project.language')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {choices.map(([language, name]) => (
          <Menu.Item
            key={name}
            role="menuitemradio"
            aria-checked={language === chosen}
            lang={language ?? undefined}
            rightSection={language === chosen && <CheckIcon />}
            onClick={() => void attempt(() => chooseLanguage(language))}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
