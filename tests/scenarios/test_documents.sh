# The pages agree with the program and the sources: see tests/docs/diagram.sh.
# SPDX-License-Identifier: Apache-2.0
exec sh "$(dirname "$0")/../docs/diagram.sh"
