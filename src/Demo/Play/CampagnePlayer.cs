using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Plays the campaign day by day: the scenario acts, the gateway works, the oracle is asked at the end.</summary>
internal sealed class CampagnePlayer(Campagne campagne, Installation installation, Tueur tueur, IEcran ecran, TimeProvider clock)
{
    private readonly List<string> _anomalies = [];
    private readonly HashSet<string> _vus = new(StringComparer.Ordinal);
    private readonly Imprevu _imprevu = new(installation, ecran);
    private readonly Parcours _parcours = new(campagne, installation.Parcoursup);

    public async Task<Bilan> JouerAsync(CancellationToken cancellationToken)
    {
        installation.Parcoursup.Refuser(campagne.RefusesParParcoursup);
        var repos = new Repos(installation, ecran, _anomalies, clock);
        var journee = new Journee(campagne, installation, repos, ecran, _anomalies, clock);
        var fregata = new JourneeFregata(installation, repos, ecran, _anomalies, clock);
        var scolarix = new JourneeScolarix(installation, _parcours, ecran, _anomalies, clock);
        for (var rang = 0; rang < campagne.Etapes.Count; rang++)
        {
            ecran.Etape(rang, campagne.Etapes.Count, campagne.Etapes[rang].Jour, campagne.Etapes[rang].Titre);
            await JouerAsync(rang, journee, fregata, scolarix, repos, cancellationToken);
        }

        ecran.Etape(campagne.Etapes.Count, campagne.Etapes.Count, campagne.Etapes[^1].Jour, "Comparaison avec l'oracle");
        return await ConclureAsync(AvecEchecs(CampagneOracle.Calculer(campagne), fregata), cancellationToken);
    }

    private async Task JouerAsync(int rang, Journee journee, JourneeFregata fregata, JourneeScolarix scolarix, Repos repos,
        CancellationToken cancellationToken)
    {
        await ChasserPendantAsync(rang, Phase.Matin,
            chasse => JouerMatinAsync(rang, journee, scolarix, repos, chasse, cancellationToken), cancellationToken);
        await JouerSoirAsync(rang, journee, fregata, scolarix, repos, cancellationToken);
    }

    /// <param name="jouer">Gets the hunt, and awaits it where nothing may be killed any more.</param>
    private async Task ChasserPendantAsync(int rang, Phase phase, Func<Task, Task> jouer, CancellationToken cancellationToken)
    {
        // Whatever ends this part of the day also ends the hunt: nothing may start the gateway again after that.
        using var fin = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var chasse = tueur.ChasserAsync(rang, phase, fin.Token);
        try
        {
            await jouer(chasse);
        }
        finally
        {
            await fin.CancelAsync();
            await chasse.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task JouerMatinAsync(int rang, Journee journee, JourneeScolarix scolarix, Repos repos, Task chasse,
        CancellationToken cancellationToken)
    {
        var etape = campagne.Etapes[rang];
        // Guard C6 counts the turns of a day: as a person would, the demo confirms what the day explains.
        var attendu = CampagneOracle.Calculer(campagne, rang + 1);
        await journee.AllerAAsync(etape.Jour, 9, 0, cancellationToken);
        if (etape.Type == TypeEtape.Lendemain)
            await PasserLaGardeAsync(attendu, repos, cancellationToken);

        await _imprevu.AutourDeAsync(etape, () => journee.PousserAsync(_parcours.Appliquer(etape.Evenements),
            etape.Evenements.OfType<Reponse>().Count(r => r.Perdue), cancellationToken), cancellationToken);
        if (etape.Type == TypeEtape.AvantTest)
            await TesterAsync(repos, cancellationToken);

        await journee.PublierAsync([.. etape.Evenements.OfType<ResultatBac>()], cancellationToken);
        await scolarix.DeclarerAsync(etape.Evenements.OfType<Declaration>(), cancellationToken);
        await journee.InscrireAsync(etape.Jour, etape.Evenements.OfType<Inscription>(), cancellationToken);
        await OrdonnerAccidentAsync(etape.Accident, cancellationToken);
        await journee.RecupererAsync(cancellationToken);
        await chasse;
        await repos.AttendreAsync(attendu, cancellationToken);
    }

    private async Task JouerSoirAsync(int rang, Journee journee, JourneeFregata fregata, JourneeScolarix scolarix, Repos repos,
        CancellationToken cancellationToken)
    {
        var etape = campagne.Etapes[rang];
        var attendu = CampagneOracle.Calculer(campagne, rang + 1);
        // Seven hours later: whoever is absent again has left (rule C7).
        await journee.AllerAAsync(etape.Jour, 16, 0, cancellationToken);
        await journee.RecupererAsync(cancellationToken);
        await repos.AttendreAsync(attendu, cancellationToken);
        // The gateway looks twice at Scolarix's file, seconds apart: the lycée's gestures fill that time.
        await scolarix.InscrireAsync(etape, cancellationToken);
        await fregata.JouerAsync(etape, cancellationToken);

        // The daily snapshot is due at seven in the evening.
        await scolarix.NoterAsync(cancellationToken);
        await ChasserPendantAsync(rang, Phase.Instantane, async chasse =>
        {
            await journee.AllerAAsync(etape.Jour, 19, 5, cancellationToken);
            await chasse;
            await repos.AttendreAsync(attendu, cancellationToken);
        }, cancellationToken);
        if (etape.Jour >= Campagne.Publication)
            await scolarix.ImporterAsync(attendu.Scolarix!, surDemande: etape.Type == TypeEtape.Publication, cancellationToken);
        else if (etape.Jour == Jours.Juin25)
            await scolarix.RefuserAsync(cancellationToken);

        await scolarix.AttendreRetourAsync(cancellationToken);
        await ChasserPendantAsync(rang, Phase.Remontee, async chasse =>
        {
            var etat = await journee.RemonterAsync(etape.Jour, cancellationToken);
            await chasse;
            // What was under way when it was killed is asked for once more.
            ecran.Etat(tueur.Chasse(rang, Phase.Remontee) ? await journee.RemonterAsync(etape.Jour, cancellationToken) : etat);
        }, cancellationToken);
        await VerifierAsync(AvecEchecs(attendu, fregata), etape, cancellationToken);
    }

    /// <summary>Seed 001: Parcoursup's OPI wait for "Tester connecteur".</summary>
    private async Task TesterAsync(Repos repos, CancellationToken cancellationToken)
    {
        var synthese = (await repos.AttendreAsync(null, cancellationToken)).Alpes;
        ecran.Dire(
            $"   Avant le test : {Accord.De(synthese.EnAttenteConnecteur, "OPI attend", "OPI attendent")}, "
            + $"Apogée a reçu {Accord.De(installation.Apogee.NombreAppels, "appel")}");
        if (installation.Apogee.NombreAppels > 0)
            _anomalies.Add("Apogée a été appelé avant le test du connecteur");
        if (synthese.EnAttenteConnecteur == 0)
            _anomalies.Add("Aucune OPI n'attendait le test du connecteur");

        await Connecteur.TesterAsync(installation.Api, ecran, cancellationToken);
        installation.Parcoursup.Sins = Peches.Parcoursup;
        installation.Apogee.Sins = Peches.Apogee;
        synthese = (await repos.AttendreAsync(null, cancellationToken)).Alpes;
        ecran.Dire(
            $"   Après le test : {Accord.De(synthese.OpiF + synthese.OpiS, "vœu accepté", "vœux acceptés")} par Apogée, "
            + $"{synthese.EnAttenteConnecteur} en attente");
    }

    private async Task PasserLaGardeAsync(EtatAttendu attendu, Repos repos, CancellationToken cancellationToken)
    {
        var synthese = (await repos.AttendreAsync(attendu, cancellationToken)).Alpes;
        ecran.Dire(
            "   Échecs au baccalauréat : "
            + Accord.De(attendu.DefavorablesDuJour, "vœu défavorable attendu", "vœux défavorables attendus")
            + $", {synthese.OpiD} chez Apogée avec les désistements");
    }

    private async Task OrdonnerAccidentAsync(AccidentRecuperation accident, CancellationToken cancellationToken)
    {
        if (accident == AccidentRecuperation.Aucun)
            return;

        var type = accident == AccidentRecuperation.TableauVide ? "tableauVide" : "nok";
        await installation.OrdonnerPanneAsync(
            installation.Parcoursup.Url, new JsonObject { ["type"] = type, ["nombre"] = 1, ["methode"] = "getCandidatsAdmis" },
            cancellationToken);
    }

    /// <summary>
    /// The oracle judges every evening; of Apogée only that of the publication, when all the accepted must still be favourable.
    /// </summary>
    private async Task VerifierAsync(EtatAttendu attendu, Etape etape, CancellationToken cancellationToken)
    {
        List<string> ecarts =
        [
            .. ComparaisonFregata.Ecarts(attendu.Fregata!, await installation.EtatAsync(installation.Fregata.Url, cancellationToken)),
            .. ComparaisonScolarix.Ecarts(attendu.Scolarix!, await installation.EtatAsync(installation.Scolarix.Url, cancellationToken)),
        ];
        if (etape.Type == TypeEtape.Publication)
        {
            var apogee = Comparaison.Apogee(attendu, await installation.EtatAsync(installation.Apogee.Url, cancellationToken));
            ecarts.AddRange(apogee);
            if (apogee.Count == 0)
                ecran.Dire("   Au soir de la publication, tous les admis restent favorables, comme le calcule l'oracle");
        }

        // What was told on one evening is not told on every other.
        _anomalies.AddRange(ecarts.Where(_vus.Add).Select(ecart => $"Au soir du {etape.Jour:dd/MM/yyyy} : {ecart}"));
    }

    private static EtatAttendu AvecEchecs(EtatAttendu attendu, JourneeFregata fregata) =>
        attendu with { Fregata = attendu.Fregata!.Avec(fregata.Echecs) };

    private async Task<Bilan> ConclureAsync(EtatAttendu attendu, CancellationToken cancellationToken)
    {
        var etats = new EtatsFinaux(
            await installation.EtatAsync(installation.Apogee.Url, cancellationToken),
            await installation.EtatAsync(installation.Fregata.Url, cancellationToken),
            await installation.EtatAsync(installation.Scolarix.Url, cancellationToken),
            await installation.EtatAsync(installation.Parcoursup.Url, cancellationToken));
        var syntheses = new Dictionary<Etablissement, Synthese>();
        foreach (var (etablissement, api) in installation.Apis)
            syntheses[etablissement] = await api.SyntheseAsync(cancellationToken);
        return new Bilan(attendu, new Syntheses(syntheses), etats, _anomalies);
    }
}
