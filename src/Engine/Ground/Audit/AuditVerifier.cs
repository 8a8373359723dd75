using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>What the verification found.</summary>
/// <param name="Entrees">How many entries were right, from the first on.</param>
/// <param name="Derniere">The number of the last right one.</param>
/// <param name="Empreinte">Its hash: kept elsewhere, it proves later that nothing before it was taken away.</param>
/// <param name="Rompue">The number of the first entry that is not as it was written; null when all are.</param>
/// <param name="Message">What is wrong, in French; null when nothing is.</param>
public sealed record EtatAudit(long Entrees, long Derniere, string Empreinte, long? Rompue, string? Message)
{
    public bool Intacte => Message is null;
}

/// <summary>
/// Computes the chain again: finds an entry that was changed, removed, added or moved. An end that was cut off together with the row of
/// the last entry is found by an anchor alone: a number and a hash that were kept elsewhere.
/// </summary>
public sealed class AuditVerifier(Database database, AuditReader reader, AuditChain chain)
{
    /// <param name="ancre">Number and hash of an entry that must be there; null for none.</param>
    public async Task<EtatAudit> VerifyAsync((long Numero, string Empreinte)? ancre, CancellationToken ct)
    {
        // Read first: what is written meanwhile comes behind it.
        var head = await database.FirstOrDefaultAsync<AuditRow>("SELECT numero, empreinte FROM audit_tete WHERE id = 1", null, ct);
        var state = new EtatAudit(0, 0, AuditChain.Start, null, null);
        await foreach (var row in reader.ReadAsync(new(), 0, ct))
        {
            if (row.Numero != state.Derniere + 1)
                return Broken(state, $"l'entrée {state.Derniere + 1} manque (l'entrée {row.Numero} suit l'entrée {state.Derniere})");
            if (chain.HashOf(row, state.Empreinte) != row.Empreinte)
                return Broken(state, $"l'entrée {row.Numero} ({TypeHandlers.Text(row.Instant)}, {row.Acte}) n'est pas telle qu'elle a été "
                    + "écrite" + (row.Numero == 1 ? ", ou la clé maîtresse n'est pas celle avec laquelle elle l'a été" : ""));
            state = new(row.Numero, row.Numero, row.Empreinte, null, null);
            if (head?.Numero == row.Numero && head.Empreinte != row.Empreinte)
                return state with { Rompue = row.Numero, Message = $"l'entrée {row.Numero} n'est pas la dernière qui a été écrite" };
            if (ancre?.Numero == row.Numero && ancre.Value.Empreinte != row.Empreinte)
                return state with { Rompue = row.Numero, Message = $"l'entrée {row.Numero} n'a pas l'empreinte de l'ancre" };
        }

        return (head?.Numero ?? 0) > state.Derniere ? Broken(state, $"l'entrée {state.Derniere + 1} et les suivantes manquent")
            : head is null && state.Derniere > 0 ? Broken(state, "la trace de la dernière entrée (audit_tete) manque")
            : ancre?.Numero > state.Derniere ? Broken(state, $"l'entrée {ancre.Value.Numero} de l'ancre manque : la fin a été coupée")
            : state;
    }

    private static EtatAudit Broken(EtatAudit right, string message) => right with { Rompue = right.Derniere + 1, Message = message };
}
