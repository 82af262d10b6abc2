# Completion of complaintctl(1) for bash.
_complaintctl()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= i
    local commands='check status list show raw attachment parse explain intake command outbox templates digest report export quarantine person erase reconcile verify backup restore settings'
    local states='received triage accepted assigned investigating plan_review negotiating executing handled
        confirming tracking closed dismissed merged withdrawn external'
    local letters='held queued sending sent uncertain failed dropped'

    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --config) ((i++)) ;;
        -*) ;;
        *)
            command=${COMP_WORDS[i]}
            break
            ;;
        esac
    done
    case $before in
    --config)
        COMPREPLY=($(compgen -f -- "$word"))
        return
        ;;
    --state)
        [ "$command" = outbox ] && states=$letters
        COMPREPLY=($(compgen -W "$states" -- "$word"))
        return
        ;;
    esac
    case $command in
    '') COMPREPLY=($(compgen -W "$commands --config --json --help --version" -- "$word")) ;;
    list)
        COMPREPLY=($(compgen -W '--open --overdue --urgent --state --category --department --handler --limit --json' \
            -- "$word"))
        ;;
    parse | explain) COMPREPLY=($(compgen -f -- "$word") $(compgen -W '--json' -- "$word")) ;;
    intake)
        COMPREPLY=($(compgen -f -- "$word") $(compgen -W '--channel --name --phone --class --mail --category
            --confidential --as --json' -- "$word"))
        ;;
    command) COMPREPLY=($(compgen -W '--as' -- "$word")) ;;
    outbox) COMPREPLY=($(compgen -W 'list release retry drop --state --json' -- "$word")) ;;
    check) COMPREPLY=($(compgen -W '--offline --json' -- "$word")) ;;
    templates) COMPREPLY=($(compgen -W 'check list preview --language --yes --html' -- "$word")) ;;
    digest) COMPREPLY=($(compgen -W '--preview --to --html --files --language' -- "$word")) ;;
    report) COMPREPLY=($(compgen -W '--as-of --language --json' -- "$word")) ;;
    export) COMPREPLY=($(compgen -W '--csv --json --as-of --language' -- "$word")) ;;
    quarantine) COMPREPLY=($(compgen -W 'list show retry --json' -- "$word")) ;;
    erase) COMPREPLY=($(compgen -W '--by --and --yes --hold --unhold --json' -- "$word")) ;;
    reconcile) COMPREPLY=($(compgen -W '--fix --gone --json' -- "$word")) ;;
    verify | restore) COMPREPLY=($(compgen -f -- "$word") $(compgen -W '--json' -- "$word")) ;;
    backup) COMPREPLY=($(compgen -f -- "$word") $(compgen -W '--replace --keep --json' -- "$word")) ;;
    settings) COMPREPLY=($(compgen -W 'sample manual' -- "$word")) ;;
    *) COMPREPLY=($(compgen -W '--json --config' -- "$word")) ;;
    esac
}
complete -F _complaintctl complaintctl
