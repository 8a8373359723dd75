using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>Which entries; null is all of them.</summary>
/// <param name="Depuis">From this instant on.</param>
/// <param name="Jusqua">Before this instant.</param>
public sealed record FiltreAudit(
    string? Etablissement = null, string? Acte = null, string? Qui = null, string? Sujet = null, DateTimeOffset? Depuis = null,
    DateTimeOffset? Jusqua = null);

/// <summary>Reads the audit: by pages, the newest first, or from the first to the last.</summary>
public sealed class AuditReader(Database database)
{
    private const int Step = 1_000;

    /// <param name="avant">Only entries before this number: where the former page ended.</param>
    public Task<IReadOnlyList<AuditRow>> PageAsync(FiltreAudit filtre, long? avant, int limite, CancellationToken ct) =>
        database.QueryAsync<AuditRow>(
            $"SELECT * FROM audit WHERE numero < @avant{Conditions(filtre)} ORDER BY numero DESC LIMIT @limite",
            Parameters(filtre, avant ?? long.MaxValue, 0, limite), ct);

    /// <summary>In their order, in the memory of a few.</summary>
    /// <param name="apres">Only entries behind this number.</param>
    public async IAsyncEnumerable<AuditRow> ReadAsync(FiltreAudit filtre, long apres, [EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<AuditRow> rows;
        do
        {
            rows = await database.QueryAsync<AuditRow>(
                $"SELECT * FROM audit WHERE numero > @apres{Conditions(filtre)} ORDER BY numero LIMIT @limite",
                Parameters(filtre, 0, apres, Step), ct);
            foreach (var row in rows) yield return row;
            if (rows.Count > 0) apres = rows[^1].Numero;
        }
        while (rows.Count == Step);
    }

    private static object Parameters(FiltreAudit filtre, long avant, long apres, int limite) => new
    {
        avant, apres, limite, filtre.Etablissement, filtre.Acte, filtre.Qui, filtre.Sujet, Depuis = filtre.Depuis ?? default,
        Jusqua = filtre.Jusqua ?? default,
    };

    private static string Conditions(FiltreAudit filtre) => string.Concat(
        filtre.Etablissement is null ? "" : " AND etablissement = @Etablissement",
        filtre.Acte is null ? "" : " AND acte = @Acte",
        filtre.Qui is null ? "" : " AND (qui = @Qui OR identifiant = @Qui)",
        filtre.Sujet is null ? "" : " AND sujet = @Sujet",
        filtre.Depuis is null ? "" : " AND instant >= @Depuis",
        filtre.Jusqua is null ? "" : " AND instant < @Jusqua");
}
