using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Plays the campaign day by day: the scenario acts, the gateway works, the oracle is asked at the end.</summary>
internal sealed class CampagnePlayer(Campagne campagne, Installation installation, Tueur tueur, IEcran ecran, TimeProvider clock)
{
    private readonly List<string> _anomalies = [];
    private readonly Parcours _parcours = new(campagne, installation.Parcoursup);

    public async Task<Bilan> JouerAsync(CancellationToken cancellationToken)
    {
        installation.Parcoursup.Refuser(campagne.RefusesParParcoursup);
        var repos = new Repos(installation.Api, ecran, _anomalies, clock);
        var journee = new Journee(installation, repos, ecran, _anomalies, clock);
        for (var rang = 0; rang < campagne.Etapes.Count; rang++)
        {
            ecran.Etape(rang, campagne.Etapes.Count, campagne.Etapes[rang].Jour, campagne.Etapes[rang].Titre);
            await JouerAsync(rang, journee, repos, cancellationToken);
        }

        ecran.Etape(campagne.Etapes.Count, campagne.Etapes.Count, campagne.Etapes[^1].Jour, "Comparaison avec l'oracle");
        return await ConclureAsync(cancellationToken);
    }

    private async Task JouerAsync(int rang, Journee journee, Repos repos, CancellationToken cancellationToken)
    {
        // Whatever ends the day also ends the hunt: nothing may start the gateway again after that.
        using var soir = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var chasse = tueur.ChasserAsync(rang, soir.Token);
        try
        {
            await JouerAsync(rang, journee, repos, chasse, cancellationToken);
        }
        finally
        {
            await soir.CancelAsync();
            await chasse.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task JouerAsync(int rang, Journee journee, Repos repos, Task chasse, CancellationToken cancellationToken)
    {
        var etape = campagne.Etapes[rang];
        // Guard C6 counts the turns of a day: as a person would, the demo confirms what the day explains.
        var attendus = CampagneOracle.Calculer(campagne, rang + 1).DefavorablesDuJour;
        await journee.AllerAAsync(etape.Jour, 9, 0, cancellationToken);
        if (etape.Type == TypeEtape.Lendemain)
            await PasserLaGardeAsync(attendus, repos, cancellationToken);

        await journee.PousserAsync(_parcours.Appliquer(etape.Evenements), etape.Evenements.OfType<Reponse>().Count(r => r.Perdue), cancellationToken);
        if (etape.Type == TypeEtape.AvantTest)
            await TesterAsync(repos, cancellationToken);

        await journee.PublierAsync([.. etape.Evenements.OfType<ResultatBac>()], cancellationToken);
        await journee.InscrireAsync(etape.Jour, [.. etape.Evenements.OfType<Inscription>()], cancellationToken);
        await OrdonnerAccidentAsync(etape.Accident, cancellationToken);
        await journee.RecupererAsync(cancellationToken);
        await chasse;
        await repos.AttendreAsync(attendus, cancellationToken);

        // Seven hours later: whoever is absent again has left (rule C7).
        await journee.AllerAAsync(etape.Jour, 16, 0, cancellationToken);
        await journee.RecupererAsync(cancellationToken);
        await repos.AttendreAsync(attendus, cancellationToken);
        ecran.Etat(await journee.RemonterAsync(etape.Jour, cancellationToken));

        if (etape.Type == TypeEtape.Publication)
            await VerifierPublicationAsync(rang, cancellationToken);
    }

    /// <summary>Seed 001: Parcoursup's OPI wait for "Tester connecteur".</summary>
    private async Task TesterAsync(Repos repos, CancellationToken cancellationToken)
    {
        var synthese = await repos.AttendreAsync(null, cancellationToken);
        ecran.Dire($"   Avant le test : {synthese.EnAttenteConnecteur} OPI attendent, Apogée a reçu {installation.Apogee.NombreAppels} appels");
        if (installation.Apogee.NombreAppels > 0)
            _anomalies.Add("Apogée a été appelé avant le test du connecteur");
        if (synthese.EnAttenteConnecteur == 0)
            _anomalies.Add("Aucune OPI n'attendait le test du connecteur");

        await Connecteur.TesterAsync(installation.Api, ecran, cancellationToken);
        installation.Parcoursup.Sins = Peches.Parcoursup;
        installation.Apogee.Sins = Peches.Apogee;
        synthese = await repos.AttendreAsync(null, cancellationToken);
        ecran.Dire($"   Après le test : {synthese.OpiF + synthese.OpiS} vœux acceptés par Apogée, {synthese.EnAttenteConnecteur} en attente");
    }

    private async Task PasserLaGardeAsync(int attendus, Repos repos, CancellationToken cancellationToken)
    {
        var synthese = await repos.AttendreAsync(attendus, cancellationToken);
        ecran.Dire($"   Échecs au baccalauréat : {attendus} vœux défavorables attendus, {synthese.OpiD} chez Apogée avec les désistements");
    }

    private async Task OrdonnerAccidentAsync(AccidentRecuperation accident, CancellationToken cancellationToken)
    {
        if (accident == AccidentRecuperation.Aucun)
            return;

        var type = accident == AccidentRecuperation.TableauVide ? "tableauVide" : "nok";
        await installation.OrdonnerPanneAsync(
            installation.Parcoursup.Url, new JsonObject { ["type"] = type, ["nombre"] = 1, ["methode"] = "getCandidatsAdmis" }, cancellationToken);
    }

    /// <summary>On the evening of the publication every accepted candidate must still be favourable.</summary>
    private async Task VerifierPublicationAsync(int rang, CancellationToken cancellationToken)
    {
        var etat = await installation.EtatAsync(installation.Apogee.Url, cancellationToken);
        var ecarts = Comparaison.Apogee(CampagneOracle.Calculer(campagne, rang + 1), etat);
        _anomalies.AddRange(ecarts.Select(ecart => "Au soir de la publication : " + ecart));
        if (ecarts.Count == 0)
            ecran.Dire("   Au soir de la publication, tous les admis restent favorables, comme le calcule l'oracle");
    }

    private async Task<Bilan> ConclureAsync(CancellationToken cancellationToken)
    {
        var attendu = CampagneOracle.Calculer(campagne);
        var apogee = await installation.EtatAsync(installation.Apogee.Url, cancellationToken);
        var parcoursup = await installation.EtatAsync(installation.Parcoursup.Url, cancellationToken);
        return new Bilan(
            attendu, await installation.Api.SyntheseAsync(cancellationToken), apogee["totaux"]!, parcoursup["appels"]!,
            [.. _anomalies, .. Comparaison.Apogee(attendu, apogee), .. Comparaison.Parcoursup(attendu, parcoursup)]);
    }
}
