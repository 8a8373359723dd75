using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>A value that a nomenclature has no code for.</summary>
/// <param name="Candidats">Of how many it is not handed on.</param>
public sealed record ValeurManquante(string Table, string Valeur, int Candidats);

/// <summary>Values that are not handed on because no nomenclature knows them.</summary>
public sealed class ValeursManquantes(Database database)
{
    private const int Page = 1000;

    /// <summary>The value of most candidates first; what has got its code meanwhile is missing no more.</summary>
    public async Task<IReadOnlyList<ValeurManquante>> DeAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        var counts = new Dictionary<(string Table, string Valeur), int>(new SansCasse());
        var (session, codeCandidat) = (0, 0);
        while (true)
        {
            var rows = await database.QueryAsync<CandidatRow>(
                """
                SELECT session, code_candidat, avertissements FROM candidat WHERE etablissement = @Code AND avertissements <> '[]'
                  AND (session, code_candidat) > (@session, @codeCandidat) ORDER BY session, code_candidat LIMIT @Page
                """, new { etablissement.Code, session, codeCandidat, Page }, ct);
            foreach (var missing in rows.SelectMany(Missing)) counts[missing] = counts.GetValueOrDefault(missing) + 1;
            if (rows.Count < Page) break;
            (session, codeCandidat) = (rows[^1].Session, rows[^1].CodeCandidat);
        }

        return
        [
            .. counts.Where(c => etablissement.Nomenclatures.Code(c.Key.Table, c.Key.Valeur) is null)
                .Select(c => new ValeurManquante(c.Key.Table, c.Key.Valeur, c.Value))
                .OrderByDescending(v => v.Candidats).ThenBy(v => v.Valeur, StringComparer.CurrentCulture),
        ];
    }

    // A candidate counts once, in however many of his fields it stands.
    private static IEnumerable<(string, string)> Missing(CandidatRow row) => JsonText.Read<List<Avertissement>>(row.Avertissements)
        .Select(warning => warning.SansCode).OfType<ValeurSansCode>().Select(missing => (missing.Table, missing.Valeur))
        .Distinct(new SansCasse());

    private sealed class SansCasse : IEqualityComparer<(string Table, string Valeur)>
    {
        public bool Equals((string Table, string Valeur) x, (string Table, string Valeur) y) =>
            x.Table.Equals(y.Table, StringComparison.OrdinalIgnoreCase) && x.Valeur.Equals(y.Valeur, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Table, string Valeur) obj) => HashCode.Combine(
            obj.Table.GetHashCode(StringComparison.OrdinalIgnoreCase), obj.Valeur.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}
