using System.Runtime.CompilerServices;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>
/// The audit (rule J4, ADR 0014): adds entries to the one chain of the database. Whoever adds holds the row of the last entry until he
/// commits, so that nodes which write at once stand one behind the other.
/// </summary>
public sealed class AuditBook(AuditChain chain, TimeProvider time)
{
    private const int LongestText = 500;
    private const int MostDetails = 200;

    private readonly ConditionalWeakTable<WriteSession, List<AuditRow>> _noted = [];

    /// <summary>
    /// With the transaction of the act itself: there is no act without its entry, and no entry without the act. It is written when the
    /// transaction is about to be committed, so that nobody waits for the chain who could be waited for.
    /// </summary>
    public void Note(WriteSession session, EntreeAudit entree)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!_noted.TryGetValue(session, out var rows))
        {
            _noted.Add(session, rows = []);
            session.BeforeCommit(ct => AppendAsync(session, rows, ct));
        }

        rows.Add(RowOf(entree));
    }

    /// <summary>Does one statement that changes at most one row; when it did, it has its entry.</summary>
    public Task<bool> ChangeAsync(Database database, EntreeAudit entree, string sql, object parameters, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(sql, parameters, ct) == 0) return false;
            Note(session, entree);
            return true;
        }, ct);

    /// <summary>
    /// Somebody is about to be shown what nothing else is written for, on the command line say: without its entry nothing is shown.
    /// </summary>
    public Task ShownAsync(Database database, EntreeAudit entree, CancellationToken ct) => database.WriteAsync(session =>
    {
        Note(session, entree);
        return Task.CompletedTask;
    }, ct);

    /// <summary>At once; nothing else may be locked after it in this transaction.</summary>
    public Task AppendAsync(WriteSession session, IReadOnlyList<EntreeAudit> entrees, CancellationToken ct) =>
        AppendAsync(session, [.. entrees.Select(RowOf)], ct);

    private async Task AppendAsync(WriteSession session, IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        // The row is held from here on: its number is the last one's, and its hash still the former last one's.
        var head = (await session.FirstOrDefaultAsync<HeadRow>(
            """
            INSERT INTO audit_tete (id, numero, empreinte) VALUES (1, @Count, @Start)
            ON CONFLICT (id) DO UPDATE SET numero = audit_tete.numero + excluded.numero RETURNING numero, empreinte
            """,
            new { rows.Count, AuditChain.Start }, ct))!;
        var (number, hash) = (head.Numero - rows.Count, head.Empreinte);
        foreach (var row in rows)
        {
            row.Numero = ++number;
            row.Empreinte = hash = chain.HashOf(row, hash);
            await session.ExecuteAsync(
                """
                INSERT INTO audit (numero, instant, qui, identifiant, origine, acte, etablissement, sujet, issue, nombre, details,
                    correlation, empreinte)
                VALUES (@Numero, @Instant, @Qui, @Identifiant, @Origine, @Acte, @Etablissement, @Sujet, @Issue, @Nombre, @Details,
                    @Correlation, @Empreinte)
                """, row, ct);
        }

        await session.ExecuteAsync("UPDATE audit_tete SET empreinte = @hash WHERE id = 1", new { hash }, ct);
    }

    private AuditRow RowOf(EntreeAudit entree) => new()
    {
        // To the millisecond, as both databases keep it: it is hashed as it will be read.
        Instant = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
        Qui = Clean(entree.Auteur.Nom)!, Identifiant = Clean(entree.Auteur.Identifiant), Origine = Clean(entree.Auteur.Origine)!,
        Acte = entree.Acte.Code, Etablissement = Clean(entree.Etablissement), Sujet = Clean(entree.Sujet), Issue = Clean(entree.Issue)!,
        Nombre = entree.Nombre, Details = DetailsOf(entree.Details), Correlation = Clean(entree.Auteur.Correlation),
    };

    private static string? DetailsOf(IReadOnlyList<ChampAudit> details)
    {
        if (details.Count == 0) return null;
        var told = details.Take(MostDetails).Select(d => new ChampAudit(Clean(d.Champ)!, Clean(d.Avant), Clean(d.Apres)));
        return JsonText.Of(details.Count <= MostDetails ? told
            : told.Append(new ChampAudit("…", null, FormattableString.Invariant($"{details.Count - MostDetails} autres"))));
    }

    // What a caller chose, a key's name say, comes as text that both databases take and that makes one line.
    private static string? Clean(string? text)
    {
        if (text is null) return null;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= LongestText) return clean.Append('…').ToString();
            if (Rune.IsControl(rune)) clean.Append(' ');
            else clean.Append(rune);
        }

        return clean.ToString();
    }

    private sealed class HeadRow
    {
        public long Numero { get; init; }
        public string Empreinte { get; init; } = "";
    }
}
