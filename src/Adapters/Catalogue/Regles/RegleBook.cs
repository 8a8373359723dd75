using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Regles;

/// <summary>The rules, the académies' decisions on them, and every change of either.</summary>
internal sealed class RegleBook(Database database, AuditBook audit, IBusinessClock clock)
{
    public Task<IReadOnlyList<Regle>> ListAsync(CancellationToken ct) => ListAsync(
        sql => database.QueryAsync<RegleRow>(sql, null, ct), sql => database.QueryAsync<AcademieRow>(sql, null, ct));

    public Task<IReadOnlyList<Regle>> ListAsync(WriteSession session, CancellationToken ct) => ListAsync(
        sql => session.QueryAsync<RegleRow>(sql, null, ct), sql => session.QueryAsync<AcademieRow>(sql, null, ct));

    /// <summary>As they are kept, each with who wrote it last.</summary>
    public Task<IReadOnlyList<RegleRow>> RowsAsync(CancellationToken ct) => database.QueryAsync<RegleRow>(
        "SELECT id, document, place, auteur, modifiee_le FROM catalogue_regle ORDER BY place, id", null, ct);

    public async Task<Regle?> FindAsync(WriteSession session, string id, CancellationToken ct) =>
        await session.FirstOrDefaultAsync<RegleRow>("SELECT id, document FROM catalogue_regle WHERE id = @id", new { id }, ct) is { } row
            ? LecteurRegles.Relire(row.Document, (await session.QueryAsync<AcademieRow>(
                "SELECT regle, academie, statut FROM catalogue_regle_academie WHERE regle = @id", new { id }, ct))
                .ToDictionary(a => a.Academie, a => a.Statut))
            : null;

    /// <summary>Takes a document in the place of the former one. Académies' decisions stay where it does not speak of them.</summary>
    /// <returns>How many rules are new, changed and gone.</returns>
    public async Task<(int Nouvelles, int Modifiees, int Retirees)> ReplaceAsync(
        WriteSession session, IReadOnlyList<RegleLue> rules, string auteur, CancellationToken ct)
    {
        var former = (await session.QueryAsync<RegleRow>("SELECT id, document, place FROM catalogue_regle", null, ct))
            .ToDictionary(r => r.Id);
        var decided = (await session.QueryAsync<AcademieRow>("SELECT regle, academie, statut FROM catalogue_regle_academie", null, ct))
            .ToLookup(a => a.Regle);
        var (added, changed) = (0, 0);
        foreach (var (place, read) in rules.Index())
        {
            var before = former.GetValueOrDefault(read.Regle.Id)?.Document;
            if (before is null) added++;
            else if (before != read.Json) changed++;
            if (before != read.Json) await NoteAsync(session, read.Regle.Id, null, before, read.Json, auteur, ct);
            if (before != read.Json || former[read.Regle.Id].Place != place)
                await session.ExecuteAsync(
                    """
                    INSERT INTO catalogue_regle (id, place, document, auteur, modifiee_le) VALUES (@Id, @place, @Json, @auteur, @Instant)
                    ON CONFLICT (id) DO UPDATE SET place = excluded.place, document = excluded.document,
                        auteur = CASE WHEN catalogue_regle.document = excluded.document THEN catalogue_regle.auteur
                                      ELSE excluded.auteur END,
                        modifiee_le = CASE WHEN catalogue_regle.document = excluded.document THEN catalogue_regle.modifiee_le
                                           ELSE excluded.modifiee_le END
                    """, new { read.Regle.Id, place, read.Json, auteur, Instant = clock.Now }, ct);
            var now = decided[read.Regle.Id].ToDictionary(a => a.Academie, a => a.Statut);
            var wanted = !read.Regle.AdmetAcademies ? new Dictionary<int, StatutCatalogue>()
                : read.AcademiesDites ? read.Regle.StatutsAcademies : now;
            foreach (var academie in now.Keys.Except(wanted.Keys)) await DecideAsync(session, read.Regle.Id, academie, null, auteur, ct);
            foreach (var (academie, statut) in wanted) await DecideAsync(session, read.Regle.Id, academie, statut, auteur, ct);
        }

        var gone = former.Keys.Except(rules.Select(r => r.Regle.Id)).ToList();
        foreach (var id in gone)
        {
            await NoteAsync(session, id, null, former[id].Document, null, auteur, ct);
            await session.ExecuteAsync("DELETE FROM catalogue_regle_academie WHERE regle = @id", new { id }, ct);
            await session.ExecuteAsync("DELETE FROM catalogue_regle WHERE id = @id", new { id }, ct);
        }

        return (added, changed, gone.Count);
    }

    /// <summary>One académie's decision, a row of its own: another's, taken at the same time, is not touched.</summary>
    public async Task DecideAsync(WriteSession session, string regle, int academie, StatutCatalogue? statut, string auteur,
        CancellationToken ct)
    {
        var before = await session.ScalarAsync<int?>(
            "SELECT statut FROM catalogue_regle_academie WHERE regle = @regle AND academie = @academie", new { regle, academie }, ct);
        if (before == (int?)statut) return;
        if (statut is null)
            await session.ExecuteAsync("DELETE FROM catalogue_regle_academie WHERE regle = @regle AND academie = @academie",
                new { regle, academie }, ct);
        else
            await session.ExecuteAsync(
                """
                INSERT INTO catalogue_regle_academie (regle, academie, statut, auteur, modifiee_le)
                VALUES (@regle, @academie, @statut, @auteur, @Instant)
                ON CONFLICT (regle, academie) DO UPDATE
                SET statut = excluded.statut, auteur = excluded.auteur, modifiee_le = excluded.modifiee_le
                """, new { regle, academie, statut = (int)statut, auteur, Instant = clock.Now }, ct);
        await NoteAsync(session, regle, academie, before is { } b ? ((StatutCatalogue)b).Libelle() : null, statut?.Libelle(), auteur, ct);
    }

    /// <summary>The status for the whole country.</summary>
    public async Task SetStatutAsync(WriteSession session, Regle regle, StatutCatalogue statut, string auteur, CancellationToken ct)
    {
        var before = (await session.ScalarAsync<string>("SELECT document FROM catalogue_regle WHERE id = @Id", new { regle.Id }, ct))!;
        var document = JsonNode.Parse(before)!.AsObject();
        document["statut"] = statut.Libelle();
        var after = document.ToJsonString(Issue.Json);
        if (after == before) return;
        await session.ExecuteAsync("UPDATE catalogue_regle SET document = @after, auteur = @auteur, modifiee_le = @Instant WHERE id = @Id",
            new { regle.Id, after, auteur, Instant = clock.Now }, ct);
        await NoteAsync(session, regle.Id, null, before, after, auteur, ct);
    }

    /// <summary>The document as it can be read again.</summary>
    public async Task<JsonArray> ExportAsync(CancellationToken ct)
    {
        var rows = await database.QueryAsync<RegleRow>("SELECT id, document FROM catalogue_regle ORDER BY place, id", null, ct);
        var decided = (await database.QueryAsync<AcademieRow>(
            "SELECT regle, academie, statut FROM catalogue_regle_academie ORDER BY academie", null, ct)).ToLookup(a => a.Regle);
        var array = new JsonArray();
        foreach (var row in rows)
        {
            var rule = JsonNode.Parse(row.Document)!.AsObject();
            if (decided.Contains(row.Id))
                rule["statut_academies"] = new JsonObject(decided[row.Id].Select(a => KeyValuePair.Create(
                    a.Academie.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)a.Statut.Libelle())));
            array.Add((JsonNode)rule);
        }

        return array;
    }

    public Task<IReadOnlyList<VersionRow>> HistoryAsync(string? regle, CancellationToken ct) => database.QueryAsync<VersionRow>(
        $"""
        SELECT version, regle, academie, avant, apres, auteur, le FROM catalogue_regle_version
        {(regle is null ? "" : "WHERE regle = @regle")} ORDER BY version
        """, new { regle }, ct);

    /// <summary>Grows with every change of the document; académies' decisions are none.</summary>
    public Task<long> VersionDocumentAsync(CancellationToken ct) => database.ScalarAsync<long>(VersionDocument, null, ct);

    /// <inheritdoc cref="VersionDocumentAsync(CancellationToken)"/>
    public Task<long> VersionDocumentAsync(WriteSession session, CancellationToken ct) =>
        session.ScalarAsync<long>(VersionDocument, null, ct);

    private const string VersionDocument = "SELECT COALESCE(MAX(version), 0) FROM catalogue_regle_version WHERE academie IS NULL";

    public Task<long> VersionAsync(WriteSession session, CancellationToken ct) =>
        session.ScalarAsync<long>("SELECT COALESCE(MAX(version), 0) FROM catalogue_regle_version", null, ct);

    private Task NoteAsync(WriteSession session, string regle, int? academie, string? avant, string? apres, string auteur,
        CancellationToken ct)
    {
        audit.Note(session, new(ActeAudit.RegleChangee, null, "règle " + regle)
        {
            Issue = avant is null ? "créé" : apres is null ? "retiré" : EntreeAudit.Fait,
            Details =
            [
                new(academie is { } number ? FormattableString.Invariant($"statut de l'académie {number}") : "document", avant, apres),
                new("auteur", null, auteur),
            ],
        });
        return session.ExecuteAsync(
            """
            INSERT INTO catalogue_regle_version (regle, academie, avant, apres, auteur, le)
            VALUES (@regle, @academie, @avant, @apres, @auteur, @Instant)
            """, new { regle, academie, avant, apres, auteur, Instant = clock.Now }, ct);
    }

    private static async Task<IReadOnlyList<Regle>> ListAsync(
        Func<string, Task<IReadOnlyList<RegleRow>>> rules, Func<string, Task<IReadOnlyList<AcademieRow>>> academies)
    {
        var decided = (await academies("SELECT regle, academie, statut FROM catalogue_regle_academie")).ToLookup(a => a.Regle);
        return [.. (await rules("SELECT id, document FROM catalogue_regle ORDER BY place, id")).Select(row =>
            LecteurRegles.Relire(row.Document, decided[row.Id].ToDictionary(a => a.Academie, a => a.Statut)))];
    }
}
