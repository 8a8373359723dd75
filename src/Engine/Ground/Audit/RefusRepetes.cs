using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>One account, or one address, was refused more often than chance explains.</summary>
/// <param name="Sujet">Which.</param>
/// <param name="Etablissement">Whose account it is; null for an address, and for an account of nobody.</param>
public sealed record AlerteRefus(string Sujet, string? Etablissement, long Nombre);

/// <summary>What else becomes of an alert, in the transaction that writes it down.</summary>
public interface IAlerteRefus
{
    Task RaiseAsync(WriteSession session, AlerteRefus alerte, string message, CancellationToken ct);
}

/// <summary>
/// Finds repeated refusals among the entries of all nodes (rule J4). An alert is an entry itself: it is not raised again while the one
/// before stands in the same window, whichever node raised that.
/// </summary>
public sealed class RefusRepetes(AuditBook book, AuditOptions options, IEnumerable<IAlerteRefus> followers, TimeProvider time)
{
    /// <summary>Behind the refusals themselves, in one transaction: the chain is held, so that one node looks at a time.</summary>
    public async Task<IReadOnlyList<AlerteRefus>> RaiseAsync(WriteSession session, CancellationToken ct)
    {
        if (options.AlerteRefus == 0) return [];
        var since = time.GetUtcNow() - TimeSpan.FromMinutes(options.AlerteFenetreMinutes);
        var raised = (await session.QueryAsync<string>(
            "SELECT sujet FROM audit WHERE acte = @Code AND instant >= @since", new { ActeAudit.AlerteRefus.Code, since }, ct)).ToHashSet();
        var found = (await RepeatedAsync(session, "qui", "compte", since, ct))
            .Concat((await RepeatedAsync(session, "origine", "adresse", since, ct)).Select(a => a with { Etablissement = null }))
            .Where(alert => !raised.Contains(alert.Sujet)).ToList();
        foreach (var alert in found)
        {
            await book.AppendAsync(session, [new(ActeAudit.AlerteRefus, alert.Etablissement, alert.Sujet)
            {
                Auteur = Auteur.Passerelle, Issue = "à regarder", Nombre = alert.Nombre,
            }], ct);
            foreach (var follower in followers) await follower.RaiseAsync(session, alert, MessageOf(alert), ct);
        }

        return found;
    }

    private string MessageOf(AlerteRefus alert) => FormattableString.Invariant(
        $"{alert.Nombre} identifiants refusés en {options.AlerteFenetreMinutes} minutes ({alert.Sujet}) : ")
        + "vérifier s'il s'agit d'un mot de passe changé d'un seul côté ou d'une attaque ; les adresses sont dans l'audit "
        + "(parcoursup-gateway audit exporter).";

    private async Task<IEnumerable<AlerteRefus>> RepeatedAsync(
        WriteSession session, string column, string word, DateTimeOffset since, CancellationToken ct) =>
        (await session.QueryAsync<Repeated>(
            $"""
            SELECT {column} AS valeur, MAX(etablissement) AS etablissement, CAST(SUM(nombre) AS BIGINT) AS nombre FROM audit
            WHERE acte = @Code AND instant >= @since GROUP BY {column} HAVING SUM(nombre) >= @AlerteRefus
            """,
            new { ActeAudit.IdentifiantsRefuses.Code, since, options.AlerteRefus }, ct))
        .Select(row => new AlerteRefus($"{word} {row.Valeur}", row.Etablissement, row.Nombre));

    private sealed class Repeated
    {
        public string Valeur { get; init; } = "";
        public string? Etablissement { get; init; }
        public long Nombre { get; init; }
    }
}
