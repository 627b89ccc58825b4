; Installer for Windows (python packaging/build.py windows). Given from outside: VERSION, TREE, OUTPUT, ICON, LICENCE, and QUICKLY to pack badly.
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"

!define NAME "sleepscorer"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define PROGID "sleepscorer.recording"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\${NAME}"
RequestExecutionLevel admin
!ifdef QUICKLY
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} installer"
VIAddVersionKey /LANG=0 "LegalCopyright" "The sleepscorer developers, BSD-3-Clause"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\sleepscorer.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"

LangString NOT_64_BIT ${LANG_ENGLISH} "sleepscorer needs a 64-bit Windows."
LangString NOT_64_BIT ${LANG_GERMAN} "sleepscorer braucht ein 64-Bit-Windows."
LangString NOT_64_BIT ${LANG_FRENCH} "sleepscorer demande un Windows 64 bits."
LangString OPEN_WITH ${LANG_ENGLISH} "Open .edf and .bdf with sleepscorer"
LangString OPEN_WITH ${LANG_GERMAN} ".edf und .bdf mit sleepscorer öffnen"
LangString OPEN_WITH ${LANG_FRENCH} "Ouvrir .edf et .bdf avec sleepscorer"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_64_BIT)"
    Abort
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
  ; An update goes where the older version is, unless told otherwise (/D); a 32-bit installer alone would look elsewhere.
  ReadRegStr $0 HKLM "Software\${NAME}" "folder"
  ${If} $0 != ""
  ${AndIf} $INSTDIR == "$PROGRAMFILES64\${NAME}"
    StrCpy $INSTDIR $0
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section "sleepscorer" SecProgram
  SectionIn RO
  ; What an older version had and this one has not, must not be loaded.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${TREE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\sleepscorer.lnk" "$INSTDIR\sleepscorer.exe"
  WriteRegStr HKLM "Software\${NAME}" "folder" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\sleepscorer.exe"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "The sleepscorer developers"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" "$0"
SectionEnd

; Offered beside what opens these files now; the user's own choice is left alone.
Section "$(OPEN_WITH)" SecTypes
  WriteRegStr HKLM "Software\Classes\${PROGID}" "" "Sleep recording"
  WriteRegStr HKLM "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\sleepscorer.exe,0"
  WriteRegStr HKLM "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\sleepscorer.exe" "%1"'
  WriteRegStr HKLM "Software\Classes\.edf\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKLM "Software\Classes\.bdf\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKLM "Software\Classes\Applications\sleepscorer.exe\SupportedTypes" ".edf" ""
  WriteRegStr HKLM "Software\Classes\Applications\sleepscorer.exe\SupportedTypes" ".bdf" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ; The program's own folder only: settings and scorings are the user's.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\sleepscorer.exe"
  Delete "$INSTDIR\sleepscorer-cli.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\NOTICE.md"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\sleepscorer.cdx.json"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\sleepscorer.lnk"
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  DeleteRegKey HKLM "Software\${NAME}"
  DeleteRegKey HKLM "Software\Classes\${PROGID}"
  DeleteRegKey HKLM "Software\Classes\Applications\sleepscorer.exe"
  DeleteRegValue HKLM "Software\Classes\.edf\OpenWithProgids" "${PROGID}"
  DeleteRegValue HKLM "Software\Classes\.bdf\OpenWithProgids" "${PROGID}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
