import { Menu } from '@mantine/core';
import { LANGUAGES, type Language } from '../../contract/language/languages.ts';
import { LanguageIcon } from '../controls/icons.tsx';
import { text } from '../language/text.ts';
import { attempt } from '../state/notices.ts';
import { chooseLanguage, chosenLanguage } from './choose-language.ts';

const SYSTEM = '';

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
        <Menu.RadioGroup
          value={chosen ?? SYSTEM}
          onChange={(value) =>
            void attempt(() => chooseLanguage(value === SYSTEM ? null : (value as Language)))
          }
        >
          {choices.map(([language, name]) => (
            <Menu.RadioItem
              key={name}
              closeMenuOnClick
              value={language ?? SYSTEM}
              lang={language ?? undefined}
            >
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
