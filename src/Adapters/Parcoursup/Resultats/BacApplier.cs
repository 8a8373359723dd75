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
        var ordre = message * ResultatBacBook.LignesParMessage + ligne;
        var incoming = new ResultatBac(recu.Issue, recu.Date!.Value, ordre);
        if (!await ResultatBacBook.KeepAsync(session, etablissement, recu.Session, recu.Cle, incoming, ct)) return;
        var filter = "etablissement = @etablissement AND session = @Session AND "
            + (recu.CodeCandidat is null ? "ine IN @ines" : "code_candidat = @CodeCandidat");
        var ines = await session.FormsAsync(etablissement, [Ine.Normalize(recu.Ine)], ct);
        var whom = new { etablissement, recu.Session, recu.CodeCandidat, ines };
        await EvaluationMarks.AskAllAsync(session, filter, whom, ct);
        await events.AppendToAllAsync(session, etablissement, filter, whom, NatureEvenement.ResultatBac,
            $"Résultat du baccalauréat : {incoming.Issue.ToString().ToUpperInvariant()} (du {incoming.Date:dd/MM/yyyy}).", "règle B5",
            message, ct);
    }
}
