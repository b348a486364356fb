@rem Untested: written for Windows without one at hand. Starts Dynama; builds it where it is missing, not where its source has changed.
@echo off
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not exist "%home%\target\launcher\dynama.jar" (
    echo Building Dynama: the first time downloads its libraries, which can take minutes. 1>&2
    pushd "%home%"
    call mvnw.cmd -B -q -Plauncher package 1>&2
    if errorlevel 1 (
        popd
        exit /b 1
    )
    popd
)
"%java%" -XX:+UseParallelGC %JAVA_OPTS% %DYNAMA_JAVA_OPTS% -jar "%home%\target\launcher\dynama.jar" %*
exit /b %errorlevel%
