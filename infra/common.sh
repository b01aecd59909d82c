# What the scripts in this folder share. Plain bash, as old as 3.2, and the AWS command line of version 1 or 2.
#
# Exit codes: 0, 1 (you can fix it), 2 (it broke).

export AWS_PAGER=""
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
portal=terskel
stage=live
yes=no

say() { printf '%s\n' "$*" >&2; }
refuse() {
  say "error: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 1
}
broke() {
  say "error: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 2
}

# The folder for what must not be seen or kept; gone with the script.
workbench="$(mktemp -d "${TMPDIR:-/tmp}/terskel.XXXXXX")"
trap 'rm -rf "$workbench"' EXIT
trap 'exit 130' INT TERM

value_of() { [ -n "${2:-}" ] || refuse "\`$1\` wants a value"; printf '%s' "$2"; }

name_the_stack() {
  printf '%s' "$portal" | grep -Eqx '[a-z][a-z0-9-]{0,19}' \
    || refuse "\`$portal\` is no name for a portal" "small letters, digits and hyphens, a letter first, 20 at most"
  printf '%s' "$stage" | grep -Eqx '[a-z][a-z0-9]{0,9}' \
    || refuse "\`$stage\` is no name for a stage" "small letters and digits, a letter first, 10 at most, as in live or test"
  stack="$portal-$stage"
}

need_tool() { command -v "$1" >/dev/null 2>&1 || { say "error: this needs \`$1\`, which is not here"; say "  $2"; missing=yes; }; }
need_aws() {
  missing=no
  need_tool aws "the AWS command line: \`pip install awscli\`, or see https://aws.amazon.com/cli/"
  [ "$missing" = no ] || exit 1
}

# Who we are at AWS, and where: `account` and `region`.
find_account() {
  region="${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region 2>/dev/null || true)}}"
  [ -n "$region" ] || refuse "no AWS region is set" "say \`aws configure set region eu-north-1\`, or set AWS_REGION"
  export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
  account="$(aws sts get-caller-identity --query Account --output text 2>"$workbench/err")" \
    || refuse "AWS does not know who asks" "$(last_words)" "say \`aws configure\`, or \`aws sso login\`, and try again"
  site_bucket="$stack-site-$account-$region"
  code_bucket="$stack-code-$account-$region"
}

# The last line of what the AWS command line complained of.
last_words() { grep -v '^$' "$workbench/err" | tail -n 1; }

# aws, whose failure ends the script with what it said.
ask() { aws "$@" 2>"$workbench/err" || broke "\`aws $1 $2\` failed" "$(last_words)"; }

# The stack's status; empty if there is none.
stack_status() {
  if aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackStatus' --output text \
    >"$workbench/out" 2>"$workbench/err"; then
    cat "$workbench/out"
  else
    grep -q 'does not exist' "$workbench/err" || broke "the stack \`$stack\` cannot be looked at" "$(last_words)"
  fi
}

output() {
  aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue | [0]" 2>/dev/null | sed 's/^None$//'
}

# Waits while the stack is being changed, by us or by somebody else.
settle() {
  while :; do
    status="$(stack_status)"
    case "$status" in
      *_IN_PROGRESS) [ "$status" = REVIEW_IN_PROGRESS ] && return; sleep "${TERSKEL_PAUSE:-5}" ;;
      *) return ;;
    esac
  done
}

bucket_is_there() { aws s3api head-bucket --bucket "$1" >/dev/null 2>&1; }
table_is_there() { aws dynamodb describe-table --table-name "$stack" >/dev/null 2>&1; }

# Whether the answer to a question is this word. With `--yes` it is, except where data would be lost.
agrees() {
  [ "$yes" = yes ] && return 0
  [ -t 0 ] || refuse "this wants an answer, and nobody is there to give it" "say \`--yes\` to agree beforehand"
  printf '%s ' "$1" >&2
  read -r answer
  [ "$answer" = "${2:-yes}" ]
}

# 32 random bytes as 43 characters of base64url.
random_key() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

# The command, compiled if it is not; paths are from where the script was called.
terskel() { cargo run --quiet --manifest-path "$here/Cargo.toml" --package generator -- "$@"; }
