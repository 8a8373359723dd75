using System.Text.Json;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// Rule K2 among the candidates of an établissement and a session: those who are evaluated learn what holds them back, and whoever
/// else should be held, or should not be any more, is evaluated once more.
/// </summary>
internal sealed class InePartageCheck(EvaluationSignal signal)
{
    private const int ChunkSize = 500;

    // An answer that may be sent, or whose decision nobody has made yet.
    private const string MayBeSent =
        $"""
        EXISTS (SELECT 1 FROM voeu v WHERE v.etablissement = c.etablissement AND v.session = c.session AND v.code_candidat = c.code_candidat
          AND (v.{VoeuRow.Live} OR (v.code_decision IS NULL AND v.situation IN (1, 2) AND NOT v.disparu)))
        """;

    /// <summary>What holds back the candidates of a set whose wishes have just been decided.</summary>
    public async Task<IReadOnlyDictionary<CandidatKey, Reserve>> LookAsync(
        WriteSession session, string etablissement, CandidatSet book, CancellationToken ct)
    {
        var held = new Dictionary<CandidatKey, Reserve>();
        foreach (var campagne in book.Candidats.GroupBy(c => c.Session))
        {
            var here = campagne.ToDictionary(c => c.CodeCandidat);
            var rows = await BearersAsync(session, etablissement, campagne.Key, [.. here.Values], ct);
            var counting = await SentAsync(session, etablissement, campagne.Key,
                rows.Select(r => r.CodeCandidat).Where(code => !here.ContainsKey(code)), ct);
            counting.UnionWith(rows.Where(r => here.TryGetValue(r.CodeCandidat, out var c) && Counts(c, book)).Select(r => r.CodeCandidat));
            var expected = rows.Where(r => counting.Contains(r.CodeCandidat)).GroupBy(r => r.Ine!)
                .SelectMany(group => InePartage.Juger(group.Key, [.. group.Select(PorteurOf).OfType<PorteurIne>()]))
                .ToDictionary();
            foreach (var code in here.Keys)
                if (expected.TryGetValue(code, out var reserve)) held[new(campagne.Key, code)] = reserve;
            await MarkAsync(session, etablissement, campagne.Key,
                [.. rows.Where(r => !here.ContainsKey(r.CodeCandidat) && r.IneConteste != expected.GetValueOrDefault(r.CodeCandidat))
                    .Select(r => r.CodeCandidat)], ct);
        }

        return held;
    }

    // Whose record cannot be read holds nobody else back.
    private static PorteurIne? PorteurOf(CandidatRow row)
    {
        try
        {
            return new PorteurIne(row.CodeCandidat, IdentitePersonne.Of(row.ReadCorrige()));
        }
        catch (Exception unreadable) when (unreadable is JsonException or ContenuFermeException)
        {
            return null;
        }
    }

    private static bool Counts(CandidatRow candidat, CandidatSet book) => candidat.VetsTentees != "[]" || book.VoeuxOf(candidat.Key).Any(
        v => v.EstVivant
            || (v.CodeDecision is null && v.Situation is Situation.Acceptee or Situation.AccepteeEnAttente && !v.Disparu));

    // Those who share an INE with one of these; and, where one of these was held, all who are: his INE may be another one now.
    private static async Task<IReadOnlyList<CandidatRow>> BearersAsync(
        WriteSession session, string etablissement, int annee, IReadOnlyList<CandidatRow> here, CancellationToken ct)
    {
        var shared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asked in here.Select(c => c.Ine).OfType<string>().Distinct().Chunk(ChunkSize))
            shared.UnionWith((await session.QueryAsync<(string Ine, long Count)>(
                """
                SELECT ine, COUNT(*) FROM candidat WHERE etablissement = @etablissement AND session = @annee AND ine IN @ines GROUP BY ine
                """,
                new { etablissement, annee, ines = await session.FormsAsync(etablissement, asked, ct) }, ct))
                .GroupBy(found => found.Ine).Where(found => found.Sum(f => f.Count) > 1).Select(found => found.Key));
        if (here.Any(c => c.IneConteste is not null))
            shared.UnionWith((await session.QueryAsync<CandidatRow>(
                """
                SELECT ine, reserves FROM candidat WHERE etablissement = @etablissement AND session = @annee AND ine IS NOT NULL
                  AND reserves <> '[]'
                """,
                new { etablissement, annee }, ct)).Where(c => c is { Ine: not null, IneConteste: not null }).Select(c => c.Ine!));

        var rows = new List<CandidatRow>();
        foreach (var asked in shared.Chunk(ChunkSize))
            rows.AddRange(await session.QueryAsync<CandidatRow>(
                """
                SELECT session, code_candidat, ine, donnees, reserves, vets_tentees, corrections FROM candidat
                WHERE etablissement = @etablissement AND session = @annee AND ine IN @ines
                """,
                new { etablissement, annee, ines = await session.FormsAsync(etablissement, asked, ct) }, ct));
        return rows;
    }

    // Of those outside of this evaluation, whoever is in the student information system or may get there.
    private static async Task<HashSet<int>> SentAsync(
        WriteSession session, string etablissement, int annee, IEnumerable<int> codes, CancellationToken ct)
    {
        var sent = new HashSet<int>();
        foreach (var asked in codes.Chunk(ChunkSize))
            sent.UnionWith(await session.QueryAsync<int>(
                $"""
                SELECT c.code_candidat FROM candidat c
                WHERE c.etablissement = @etablissement AND c.session = @annee AND c.code_candidat IN @asked
                  AND (c.vets_tentees <> '[]' OR {MayBeSent})
                """,
                new { etablissement, annee, asked }, ct));
        return sent;
    }

    private async Task MarkAsync(WriteSession session, string etablissement, int annee, int[] codes, CancellationToken ct)
    {
        if (codes.Length == 0) return;
        foreach (var marked in codes.Chunk(ChunkSize))
            await EvaluationMarks.AskAllAsync(
                session, "etablissement = @etablissement AND session = @annee AND code_candidat IN @marked",
                new { etablissement, annee, marked }, ct);
        signal.Wake();
    }
}
