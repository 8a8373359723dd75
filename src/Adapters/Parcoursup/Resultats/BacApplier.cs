using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Bac;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>Applies results of the baccalauréat: the one that counts is kept, whoever it touches is evaluated.</summary>
internal sealed class BacApplier(EvenementBook events, ConfigurationDirectory directory) : IMessageApplier
{
    private const long LinesPerMessage = 1_000_000;

    public Canal Canal => Canal.ResultatsBac;
    public bool IsByLine => true;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        foreach (var message in messages)
            foreach (var line in BacReader.Read(message.Corps, message.TypeContenu).Lues
                .Where(l => directory.Current.Close(l.Valeur.Session) is null))
                await ApplyAsync(session, etablissement.Code, line.Valeur, message.Id, line.Ligne, ct);
    }

    private async Task ApplyAsync(WriteSession session, string etablissement, ResultatRecu recu, long message, int ligne,
        CancellationToken ct)
    {
        var ordre = message * LinesPerMessage + ligne;
        var incoming = new ResultatBac(recu.Issue, recu.Date!.Value, ordre);
        var current = await session.FirstOrDefaultAsync<BacRow>(
            """
            SELECT session, cle, issue, jour, ordre FROM resultat_bac WHERE etablissement = @etablissement AND session = @Session
            AND cle = @Cle
            """,
            new { etablissement, recu.Session, recu.Cle }, ct);
        if (!incoming.Replaces(current?.Resultat)) return;
        await session.ExecuteAsync(
            """
            INSERT INTO resultat_bac (etablissement, session, cle, issue, jour, ordre)
            VALUES (@etablissement, @Session, @Cle, @issue, @jour, @ordre)
            ON CONFLICT (etablissement, session, cle) DO UPDATE SET issue = excluded.issue, jour = excluded.jour, ordre = excluded.ordre
            """,
            new { etablissement, recu.Session, recu.Cle, issue = incoming.Issue.ToString(), jour = incoming.Date, ordre }, ct);
        var filter = "etablissement = @etablissement AND session = @Session AND "
            + (recu.CodeCandidat is null ? "ine = @ine" : "code_candidat = @CodeCandidat");
        var whom = new { etablissement, recu.Session, recu.CodeCandidat, ine = Ine.Normalize(recu.Ine) };
        await EvaluationMarks.AskAllAsync(session, filter, whom, ct);
        await events.AppendToAllAsync(session, filter, whom, NatureEvenement.ResultatBac,
            $"Résultat du baccalauréat : {incoming.Issue.ToString().ToUpperInvariant()} (du {incoming.Date:dd/MM/yyyy}).", "règle B5",
            message, ct);
    }
}
