using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>What of a candidate no message tells: acts of persons, and what was sent. In a replay it is put back as a fact.</summary>
public static class FaitsRemis
{
    private const int Chunk = 500;

    /// <summary>Of these candidates, what was ever attempted at their system.</summary>
    public static async Task<IReadOnlyList<CandidatRow>> TentativesAsync(
        ReadSession reading, string etablissement, int annee, IEnumerable<int> codes, CancellationToken ct)
    {
        var rows = new List<CandidatRow>();
        foreach (var some in codes.Chunk(Chunk))
            rows.AddRange(await reading.QueryAsync<CandidatRow>(
                """
                SELECT session, code_candidat, vets_tentees, cod_opi_gele FROM candidat
                WHERE etablissement = @etablissement AND session = @annee AND code_candidat IN @some
                """,
                new { etablissement, annee, some }, ct));
        return rows;
    }

    public static async Task RemettreAsync(WriteSession session, string etablissement, IEnumerable<CandidatRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            await session.ExecuteAsync(
                """
                UPDATE candidat SET vets_tentees = @VetsTentees, cod_opi_gele = @CodOpiGele
                WHERE etablissement = @etablissement AND session = @Session AND code_candidat = @CodeCandidat
                """,
                new { etablissement, row.Session, row.CodeCandidat, row.VetsTentees, row.CodOpiGele }, ct);
    }

    /// <summary>Makes the corrections of a person anew, those that the source's values have not ended.</summary>
    public static async Task CorrigerAsync(
        WriteSession session, string etablissement, CandidatKey key, IReadOnlyList<Correction> corrections, CancellationToken ct)
    {
        var book = await CandidatSet.LoadAsync(session, etablissement, [key], ct);
        if (book.Candidat(key) is not { EstEfface: false } row) return;
        var candidat = row.ReadCandidat();
        row.WriteCorrections([.. corrections.Where(c => c.Tient(candidat))]);
        book.Changed(row);
        book.MarkForEvaluation(key);
        await book.SaveAsync(session, ct);
    }
}
