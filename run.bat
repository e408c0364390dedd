@echo off
rem Starts Tradehouse on Windows. The first start sets everything up, which takes a few minutes and needs the internet.
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
if exist ".venv\.ready" goto start
where py >nul 2>nul && (set "PY=py -3") || (set "PY=python")
%PY% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul
if errorlevel 1 (
  echo Tradehouse memerlukan Python 3.11 atau lebih baru. Pasang dari https://www.python.org/downloads/ lalu jalankan lagi.
  echo Tradehouse needs Python 3.11 or newer. Install it from https://www.python.org/downloads/ and start again.
  pause
  exit /b 1
)
echo Menyiapkan Tradehouse, mohon tunggu ... / Setting up, please wait ...
%PY% scripts\make_environment.py .venv
if errorlevel 1 (
  pause
  exit /b 1
)
type nul > ".venv\.ready"
:start
if "%~1"=="" (
  start "" ".venv\Scripts\pythonw.exe" main.py
) else (
  ".venv\Scripts\python.exe" main.py %*
)
