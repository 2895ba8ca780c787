# Everything from a bare checkout: the first target that needs it makes .venv and installs into it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
ROOMS := knowledge assistant api tests benchmarks
export REPORT_ASSISTANT_HOME ?= $(CURDIR)/data
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install run test check format bench clean

help: ## 列出全部命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

install: $(INSTALLED) ## 建虚拟环境并安装

run: $(INSTALLED) ## 启动服务（首次启动时装入示例资料），数据在 ./data
	@$(BIN)/report-assistant serve --add samples/reports

test: $(INSTALLED) ## 全部测试
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(INSTALLED) ## ruff、mypy --strict、引用方向和篇幅
	$(BIN)/ruff check $(ROOMS)
	$(BIN)/ruff format --check $(ROOMS)
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py

format: $(INSTALLED) ## 按统一格式整理代码
	$(BIN)/ruff check --fix $(ROOMS)
	$(BIN)/ruff format $(ROOMS)

bench: $(INSTALLED) ## 测量并与已提交的结果比较
	$(BIN)/python -m benchmarks

clean: ## 删除虚拟环境和缓存，不删 ./data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更高版本，$(PYTHON) 不是。请安装后再试，或指定：make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) 缺少 venv。Debian、Ubuntu 上请先执行：sudo apt-get install python3-venv" >&2; exit 1; }
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,check]'
	@touch $@
