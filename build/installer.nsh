; "Open with" offers Depthroom for photos, beside the programs that have them: the defaults stay as they are.
; (https://learn.microsoft.com/windows/win32/shell/fa-progids, "OpenWithProgids")

!macro eachPhotoEnding DO
  !insertmacro ${DO} "jpg"
  !insertmacro ${DO} "jpeg"
  !insertmacro ${DO} "jpe"
  !insertmacro ${DO} "jfif"
  !insertmacro ${DO} "mpo"
  !insertmacro ${DO} "png"
  !insertmacro ${DO} "webp"
  !insertmacro ${DO} "avif"
  !insertmacro ${DO} "heic"
  !insertmacro ${DO} "heif"
  !insertmacro ${DO} "hif"
  !insertmacro ${DO} "jxl"
  !insertmacro ${DO} "tif"
  !insertmacro ${DO} "tiff"
  !insertmacro ${DO} "gif"
  !insertmacro ${DO} "dng"
  !insertmacro ${DO} "cr2"
  !insertmacro ${DO} "cr3"
  !insertmacro ${DO} "nef"
  !insertmacro ${DO} "nrw"
  !insertmacro ${DO} "arw"
  !insertmacro ${DO} "sr2"
  !insertmacro ${DO} "raf"
  !insertmacro ${DO} "rw2"
  !insertmacro ${DO} "rwl"
  !insertmacro ${DO} "orf"
  !insertmacro ${DO} "pef"
  !insertmacro ${DO} "srw"
  !insertmacro ${DO} "3fr"
  !insertmacro ${DO} "iiq"
!macroend

!macro offerFor EXT
  WriteRegNone SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Depthroom.Photo"
!macroend

!macro stopOfferingFor EXT
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Depthroom.Photo"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Depthroom.Photo" "" "Photo"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Depthroom.Photo\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Depthroom.Photo\shell\open\command" "" '"$appExe" "%1"'
  !insertmacro eachPhotoEnding offerFor
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)"
!macroend

!macro customUnInstall
  !insertmacro eachPhotoEnding stopOfferingFor
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Depthroom.Photo"
!macroend
