/* python.exe: Windows' Python as a program; its wheels bring the library alone (packaging/steps/windows_python.py). */
#include <windows.h>

typedef int (*main_of_python)(int, wchar_t **);

int wmain(int count, wchar_t **words)
{
    HMODULE python = LoadLibraryW(L"python311.dll");
    main_of_python run = python ? (main_of_python)(void *)GetProcAddress(python, "Py_Main") : NULL;
    return run ? run(count, words) : 126;
}
