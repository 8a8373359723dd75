using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// From the decisions that count to the desired OPI of a candidate: the wish to deliver it when it differs from what was last wanted.
/// </summary>
internal sealed class DesiredOpi(LivraisonBook deliveries)
{
    public async Task UpdateAsync(
        WriteSession session, EtablissementModel etablissement, CandidatEvalue evalue, CancellationToken ct)
    {
        var candidat = evalue.Row;
        var opi = OpiComposition.Compose(candidat, evalue.Voeux);
        var reserves = opi.Reserves.Prepend(evalue.IneConteste).OfType<Reserve>().ToList();
        if (!opi.EstVide && etablissement.Document is { SourceOpi: SourceOpi.ApiRest })
        {
            if (await OpiNumber.ChooseAsync(session, etablissement, candidat, ct))
                await WantAsync(session, etablissement, candidat, opi, reserves, ct);
            else
                reserves.Add(new Reserve("codOpiIntEpo",
                    "Aucun numéro OPI libre de 10 caractères pour ce dossier : revoir le préfixe de l'établissement."));
        }
        else if (opi.EstVide && candidat.CodOpi is not null)
        {
            await deliveries.ForgetAsync(session, DestinationOpi.Name, etablissement.Code, OpiSujet.Of(candidat.Key), ct);
        }

        candidat.Reserves = JsonText.Of(reserves.Distinct());
    }

    private async Task WantAsync(
        WriteSession session, EtablissementModel etablissement, CandidatRow candidat, OpiSouhaitee opi, List<Reserve> reserves,
        CancellationToken ct)
    {
        var rendu = OpiComposition.Render(etablissement, candidat, opi);
        candidat.Avertir(rendu.Avertissements);
        reserves.AddRange(rendu.Reserves);
        var contenu = rendu.Contenu;
        if (rendu.Reserves.Count > 0)
        {
            // What is missing keeps no withdrawal back.
            if (!OpiComposition.Withdraws(candidat, opi)) return;
            if (OpiComposition.Withdrawal(etablissement, candidat, opi) is not { } withdrawal) return;
            contenu = withdrawal.Contenu;
        }

        await deliveries.WantAsync(session, new WantedLivraison
        {
            Destination = DestinationOpi.Name,
            Etablissement = etablissement.Code,
            Sujet = OpiSujet.Of(candidat.Key),
            Origine = WantedLivraison.FromSource,
            Personne = Personne.Of(contenu.ReadIdentite()),
            Empreinte = OpiComposition.FingerprintOf(contenu),
            Trace = candidat.Trace,
        }, ct);
    }
}
