using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>What persons declared of candidates whose baccalauréat is unknown (rule G1).</summary>
internal sealed class BacDeclarationBook(
    Database database, EvenementBook events, EvaluationSignal evaluation, AuditBook audit, IBusinessClock clock)
{
    /// <summary>All of a session: persons make them one by one, so that they are few.</summary>
    public async Task<IReadOnlyDictionary<int,
        bool>> OfAsync(WriteSession session, string etablissement, int annee, CancellationToken ct) =>
        (await session.QueryAsync<DeclarationRow>(
            "SELECT code_candidat, titulaire FROM scolarix_declaration WHERE etablissement = @etablissement AND session = @annee",
            new { etablissement, annee }, ct))
        .ToDictionary(d => d.CodeCandidat, d => d.Titulaire);

    /// <param name="titulaire">Null takes the declaration back.</param>
    /// <returns>False when the candidate is not known.</returns>
    public async Task<bool> DeclareAsync(string etablissement, CandidatKey key, bool? titulaire, string par, CancellationToken ct)
    {
        var found = await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement, ct);
            var whom = new { etablissement, annee = key.Session, dossier = key.CodeCandidat, titulaire, par, now = clock.Now };
            var marked = await EvaluationMarks.AskAsync(session, etablissement, key, ct);
            if (marked == 0) return false;
            var changed = await session.ExecuteAsync(titulaire is null ? Forget : Record, whom, ct);
            // What was decided of him is his file's; that somebody decided is the audit's.
            audit.Note(session, new(ActeAudit.BacDeclare, etablissement, new Sujet(key).ToString())
            {
                Issue = changed > 0 ? EntreeAudit.Fait : "inchangé",
            });
            if (changed > 0)
                await events.AppendAsync(session, etablissement,
                    [new Evenement(key, null, NatureEvenement.Declaration, Told(titulaire, par), "règle G1")], ct);
            return true;
        }, ct);
        evaluation.Wake();
        return found;
    }

    private static string Told(bool? titulaire, string par) => titulaire switch
    {
        true => $"Déclaré titulaire du baccalauréat ou d'un équivalent, par {par}.",
        false => $"Déclaré sans baccalauréat, par {par}.",
        null => $"Déclaration sur le baccalauréat retirée, par {par}.",
    };

    private const string Record =
        """
        INSERT INTO scolarix_declaration (etablissement, session, code_candidat, titulaire, par, declare_le)
        VALUES (@etablissement, @annee, @dossier, @titulaire, @par, @now)
        ON CONFLICT (etablissement, session, code_candidat) DO UPDATE
        SET titulaire = excluded.titulaire, par = excluded.par, declare_le = excluded.declare_le
        WHERE scolarix_declaration.titulaire <> excluded.titulaire
        """;

    private const string Forget =
        "DELETE FROM scolarix_declaration WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier";

    private sealed class DeclarationRow
    {
        public int CodeCandidat { get; init; }
        public bool Titulaire { get; init; }
    }
}
