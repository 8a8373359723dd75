using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// The number of a candidate's OPI (rule A4). It is the student's login: chosen once, and never again after the first attempt.
/// </summary>
internal static class OpiNumber
{
    private const int MostCharacters = 10;

    /// <summary>False when no number of ten characters is free.</summary>
    public static async Task<bool> ChooseAsync(
        WriteSession session, EtablissementModel etablissement, CandidatRow candidat, CancellationToken ct)
    {
        if (candidat.CodOpi is not null) return true;
        var number = candidat.CodeCandidat.ToString(CultureInfo.InvariantCulture);
        var year = (candidat.Session % 100).ToString("00", CultureInfo.InvariantCulture);
        var prefix = etablissement.Document.Opi.Prefixe;
        foreach (var cod in (string[])[prefix + number, prefix + year + number])
        {
            if (cod.Length > MostCharacters || await IsTakenAsync(session, etablissement.Code, cod, ct)) continue;
            candidat.CodOpi = cod;
            await session.ExecuteAsync(
                "UPDATE candidat SET cod_opi = @cod WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier",
                new { cod, code = etablissement.Code, annee = candidat.Session, dossier = candidat.CodeCandidat }, ct);
            return true;
        }

        return false;
    }

    /// <summary>In a replay: what was ever attempted of these candidates stands again, and that their numbers are for good.</summary>
    public static async Task RemettreTentativesAsync(
        WriteSession session, string etablissement, IEnumerable<CandidatRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            await session.ExecuteAsync(
                """
                UPDATE candidat SET vets_tentees = @VetsTentees, cod_opi_gele = @CodOpiGele
                WHERE etablissement = @etablissement AND session = @Session AND code_candidat = @CodeCandidat
                """,
                new { etablissement, row.Session, row.CodeCandidat, row.VetsTentees, row.CodOpiGele }, ct);
    }

    private static async Task<bool> IsTakenAsync(WriteSession session, string code, string cod, CancellationToken ct) =>
        await session.ScalarAsync<long>(
            """
            SELECT (SELECT COUNT(*) FROM candidat WHERE etablissement = @code AND cod_opi = @cod)
                 + (SELECT COUNT(*) FROM opi_recue WHERE etablissement = @code AND cod_opi = @cod)
            """,
            new { code, cod }, ct) > 0;
}
