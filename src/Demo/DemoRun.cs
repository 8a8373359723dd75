using Parcoursup.Gateway.Demo.Play;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo;

/// <summary>One run of the demo, from the first process to the exit code.</summary>
internal static class DemoRun
{
    public static async Task<int> RunAsync(DemoOptions options, EcranConsole ecran, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        if (options.CatalogueSeul)
        {
            var ecarts = await CatalogueDemo.JouerAsync(options.Catalogue, options.Graine, ecran, clock, cancellationToken);
            ecran.Verdict(ecarts);
            ecran.Dire($"Durée : {clock.GetElapsedTime(start).TotalSeconds:0} s");
            return ecarts.Count == 0 ? 0 : 1;
        }

        await using var installation = await Installation.StartAsync(options, clock, cancellationToken);
        if (options.Serve)
            await Connecteur.TesterAsync(installation.Api, ecran, cancellationToken);
        if (options.Ready is { } ready)
            await ReadyFile.WriteAsync(ready, installation, cancellationToken);
        // The campaign can be watched there while it is played.
        if (!options.Exit)
            ecran.Dire($"Pages : {installation.LienPages} (une fois, pour créer son compte ; puis "
                + $"{new Uri(installation.Passerelle.Url, "gestion/")})");

        var code = 0;
        if (!options.Serve)
        {
            var campagne = CampagneGenerator.Generer(options.Candidats, options.Graine, options.Lycee);
            var tueur = new Tueur(options.Tuer, options.Graine, installation, ecran, clock);
            var player = new CampagnePlayer(campagne, installation, tueur, ecran, clock);
            var bilan = await ecran.SuivreAsync("Campagne 2026", () => player.JouerAsync(cancellationToken));
            if (options.Catalogue > 0)
                bilan = bilan with
                {
                    Catalogue = await CatalogueDemo.JouerAsync(options.Catalogue, options.Graine, ecran, clock, cancellationToken),
                };
            ecran.Tableau(bilan);
            ecran.Dire($"Durée : {clock.GetElapsedTime(start).TotalSeconds:0} s");
            code = bilan.EstConforme ? 0 : 1;
            if (!await Rejeu.JouerAsync(installation, ecran, cancellationToken)) code = 1;
            var ecarts = await ExpositionDemo.JouerAsync(options.Graine, ecran, clock, cancellationToken);
            foreach (var ecart in ecarts) ecran.Erreur("Exposition : " + ecart);
            if (ecarts.Count > 0) code = 1;
        }

        if (!options.Exit)
            await ResterAsync(installation, ecran, clock, cancellationToken);
        return code;
    }

    private static async Task ResterAsync(Installation installation, EcranConsole ecran, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        installation.Parcoursup.Sins = new();
        installation.Apogee.Sins = new();
        ecran.Dire($"Pages, à ouvrir        {installation.LienPages}   (une fois, pour créer son compte)");
        ecran.Dire($"Passerelle             {installation.Passerelle.Url}");
        ecran.Dire($"Parcoursup (simulé)    {installation.Parcoursup.Url}   GET /etat, POST /pannes, /candidats, /pousser");
        ecran.Dire($"Apogée (simulé)        {installation.Apogee.Url}   GET /etat, POST /pannes");
        ecran.Dire($"Fregata (simulé)       {installation.Fregata.Url}   GET /etat, POST /imports, /traitements, /validations…");
        ecran.Dire($"Scolarix (simulé)      {installation.Scolarix.Url}   GET /etat, POST /imports, /preinscriptions, /retours…");
        ecran.Dire($"Clé d'administrateur   {installation.CleAdministrateur}");
        foreach (var etablissement in Etablissements.Tous)
            ecran.Dire(
                $"{etablissement.Libelle} ({etablissement.Sis}) : "
                + $"{new Uri(installation.Passerelle.Url, $"api/etablissements/{etablissement.Uai}")}, clé "
                    + $"{installation.Cles[etablissement]}");
        ecran.Dire("");
        ecran.Dire("Et maintenant, dans un autre terminal (la clé est celle de l'établissement) :");
        var (premier, url) = (Etablissements.Alpes, installation.Passerelle.Url);
        var synthese = new Uri(url, $"api/etablissements/{premier.Uai}/synthese");
        ecran.Dire($"  curl -H 'Authorization: Bearer {installation.Cles[premier]}' {synthese}");
        ecran.Dire("  et de même …/reserves, …/taches, …/candidats/2026/NUMERO ; la suite dans README.md (« Try it with curl »)");
        ecran.Dire("  et docs/guide/repetition.md pour répéter la mise en route avec un établissement à soi.");
        ecran.Dire("Ctrl-C arrête tout.");
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
