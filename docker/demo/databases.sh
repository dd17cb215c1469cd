#!/bin/bash
# Runs once, in PostgreSQL's own container: a database and an account for each program, no one sees another's.
set -euo pipefail
while IFS=: read -r name password; do
  psql --set=ON_ERROR_STOP=1 --username=postgres --set=name="$name" --set=password="$password" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
done </run/secrets/databases
