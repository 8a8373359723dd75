using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>
/// Rule F4: of the enrolments of another établissement one may know a yes or no, for state 1 acknowledged by the source,
/// and never where the local enrolment is of state 2, 4 or 5.
/// </summary>
public sealed class AcknowledgedInscriptions(ConfigurationDirectory directory)
{
    private const string Principal = "1";
    private const int Batch = 500;

    private const string Keep =
        """
        INSERT INTO inscription_acquittee (session, code_candidat, etablissement, code_formation)
        VALUES (@annee, @dossier, @etablissement, @formation) ON CONFLICT DO NOTHING
        """;

    private const string Drop =
        """
        DELETE FROM inscription_acquittee
        WHERE session = @annee AND code_candidat = @dossier AND etablissement = @etablissement AND code_formation = @formation
        """;

    /// <summary>
    /// Takes what the source has acknowledged, and marks whoever it concerns at other établissements. Both in an order that is the
    /// same everywhere: whoever records elsewhere, or evaluates those candidates, is waited for and never waits for this.
    /// </summary>
    /// <param name="acknowledged">
    /// Établissement, subject of the feedback (session, candidate, formation) and the acknowledged <c>etatInscription</c>.
    /// </param>
    public async Task RecordAsync(
        WriteSession session, IEnumerable<(string Etablissement, string Sujet, string Etat)> acknowledged, CancellationToken ct)
    {
        var marks = new HashSet<(string Etablissement, CandidatKey Key)>();
        foreach (var (etablissement, sujet, etat) in acknowledged.OrderBy(a => a.Sujet, StringComparer.Ordinal)
            .ThenBy(a => a.Etablissement, StringComparer.Ordinal))
        {
            var (key, formation) = InscriptionBook.KeyOf(sujet);
            var row = new { annee = key.Session, dossier = key.CodeCandidat, etablissement, formation };
            if (await session.ExecuteAsync(etat == Principal ? Keep : Drop, row, ct) == 0) continue;
            // Elsewhere the answer of the source tells.
            marks.UnionWith(directory.Current.Etablissements.Where(e => e.Profile.FollowsElsewhere && e.Code != etablissement)
                .Select(other => (other.Code, key)));
        }

        foreach (var (etablissement, key) in marks.OrderBy(m => m.Etablissement, StringComparer.Ordinal)
            .ThenBy(m => (m.Key.Session, m.Key.CodeCandidat)))
            await EvaluationMarks.AskAsync(session, etablissement, key, ct);
    }

    /// <summary>Those of these candidates who count as enrolled at another établissement of this gateway.</summary>
    public async Task<IReadOnlySet<int>> ElsewhereAsync(
        WriteSession session, string etablissement, int annee, IReadOnlyList<int> codes, CancellationToken ct)
    {
        var found = new HashSet<int>();
        foreach (var batch in codes.Chunk(Batch))
            found.UnionWith(await session.QueryAsync<int>(
                $"""
                SELECT DISTINCT a.code_candidat FROM inscription_acquittee a
                WHERE a.session = @annee AND a.code_candidat IN @batch AND a.etablissement <> @etablissement
                  AND NOT EXISTS (SELECT 1 FROM inscription i
                                  WHERE i.etablissement = @etablissement AND i.session = a.session AND i.code_candidat = a.code_candidat
                                  AND i.payee AND NOT i.annulee AND i.type IN (
                                      '{nameof(TypeInscription.DoubleCursus)}', '{nameof(TypeInscription.Parallele)}',
                                      '{nameof(TypeInscription.ParalleleSecondaire)}'))
                """,
                new { annee, batch, etablissement }, ct));
        return found;
    }
}
