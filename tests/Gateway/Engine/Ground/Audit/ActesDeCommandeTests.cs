using System.CommandLine;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Cli;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>Rule J4 on the command line: each command has its act, or changes nothing that the database keeps of anybody.</summary>
public sealed class ActesDeCommandeTests(PostgresServer postgres) : AuditTest(postgres, DatabaseEngine.Sqlite)
{
    internal const string Reads = "-";

    // Figures that are published; each run of a matching keeps its own record.
    private const string Published = "-";

    internal static readonly Dictionary<string, string> Acts = new(StringComparer.Ordinal)
    {
        ["config export"] = Reads, ["config import"] = "EtablissementConfigure", ["connecteur test"] = "ConnecteurTeste", ["candidat"] = "DossierConsulte",
        ["corriger-candidat"] = "ValeurCorrigee", ["gardes rejets"] = "ListeConsultee", ["cle creer"] = "CleCreee", ["utilisateur inviter"] = "UtilisateurInvite", ["cle lister"] = Reads,
        ["campagne clore"] = "CampagneClose", ["campagne purger"] = "DonneesEffacees", ["etablissement supprimer"] = "EtablissementSupprime",
        ["personne exporter"] = "DonneesExportees", ["personne effacer"] = "DonneesEffacees", ["personne readmettre"] = "PersonneReadmise",
        ["conservation etat"] = Reads, ["conservation appliquer"] = "DonneesEffacees", ["conservation reappliquer"] = "DonneesEffacees",
        ["securite creer-cle"] = Reads, ["securite changer-cle"] = "CleMaitresseChangee", ["securite chiffrer"] = "DonneesChiffrees",
        ["journal rejouer"] = "JournalRejoue",
        ["audit verifier"] = Reads, ["audit exporter"] = "AuditConsulte", ["wsdl"] = Reads, ["fichiers generer"] = "LotDemande",
        ["importer-candidats"] = "ImportationDeposee", ["resultats-bac"] = "EnvoiRecu", ["scolarix generer"] = "InstantaneDemande", ["scolarix retour"] = "ListeConsultee",
        ["catalogue campagne ouvrir"] = "CatalogueCampagneOuverte", ["catalogue importer"] = "CatalogueFluxImporte", ["catalogue mefs importer"] = "CatalogueMefsImportes",
        ["catalogue regles importer"] = "CatalogueRegleChangee", ["catalogue regles simuler"] = Reads, ["catalogue regles exporter"] = Reads,
        ["catalogue regles historique"] = Reads, ["catalogue regles statut-academie"] = "CatalogueRegleChangee", ["catalogue nuit"] = "CatalogueNuitLancee",
        ["catalogue statut"] = Reads, ["catalogue statuts"] = Reads, ["catalogue charge"] = Reads, ["catalogue action publier"] = "CataloguePublicationDecidee",
        ["catalogue action ne-pas-publier"] = "CataloguePublicationDecidee", ["catalogue envoyer"] = "CatalogueEnvoiLance", ["catalogue retour"] = "CatalogueRetourApplique",
        ["catalogue restaurer"] = "CatalogueNuitRestauree", ["catalogue jeton"] = Reads, ["exposition candidats"] = Reads, ["exposition apparier"] = Published,
        ["exposition rapport"] = Reads, ["exposition charger"] = Published, ["exposition codes"] = Reads, ["exposition servir"] = Reads,
        ["exposition cle-creer"] = "CleCreee", ["exposition cles"] = Reads, ["exposition cle-retirer"] = "CleRevoquee",
    };

    [Fact]
    public void Every_command_has_its_act_or_its_reason()
    {
        Assert.Equal(Acts.Keys.Order(StringComparer.Ordinal), Leaves(GatewayCommand.Create(), "").Order(StringComparer.Ordinal));
        Assert.Empty(Acts.Values.Where(acte => acte != Reads).Except(Registered.Of<ActeAudit>()));
    }

    [Fact]
    public async Task What_the_command_line_does_stands_in_the_audit_with_the_user_of_the_machine()
    {
        Etab.Document["opi"]!["voie"] = "Fichiers";
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var folder = Path.GetDirectoryName(Storage.SqliteFile)!;
        var results = Path.Combine(folder, "bac.json");
        await File.WriteAllTextAsync(results, """[{"session":2026,"codeCandidat":17,"resultat":"ADMIS","date":"2026-07-07"}]""");
        var export = Path.Combine(folder, "admis.csv");
        await File.WriteAllTextAsync(export, "Numéro candidat;Nom;Prénom;Etat civil;Date de Naissance;date réponse\n30;Lefèvre;Zoé;Mme;01/02/2008;05/06/2026 10:00\n");

        await DoneAsync("fichiers generer", Etab.Code);
        await DoneAsync("resultats-bac", "--etablissement", Etab.Code, "--confirmer", results);
        await DoneAsync("importer-candidats", "--etablissement", Etab.Code, "--session", "2026", "--formation", "8842", export);
        await DoneAsync("securite chiffrer");
        await DoneAsync("journal rejouer", "--vers", Path.Combine(folder, "rejeu.db"));
        await DoneAsync("catalogue campagne ouvrir", "--debut", "2025-09-10");
        await DoneAsync("exposition cle-creer", "--nom", "réutilisateur");
        await DoneAsync("personne effacer", "--dossier", "2026/17", "--confirmer", "--auteur", "Camille");
        var erased = (await Gateway.QueryAsync<long>("SELECT id FROM personne_effacee")).Single();
        await DoneAsync("personne readmettre", $"{erased}", "--auteur", "Dominique");

        var admitted = await EntryAsync("PersonneReadmise");
        Assert.Equal((Etab.Code, $"effacement {erased}", "Dominique"), (Text(admitted, "etablissement"), Text(admitted, "sujet"), admitted["details"]![0]!["apres"]!.ToString()));
        Assert.NotEqual(0, (await RunAsync("personne", "readmettre", "4711", "--auteur", " ")).Code);
        Assert.Null((await VerifyAsync()).Message);
    }

    private async Task DoneAsync(string command, params string[] arguments)
    {
        var (code, output, error) = await RunAsync([.. command.Split(' '), .. arguments]);
        Assert.True(code == 0, $"{command} ended with {code}: {output}{error}");
        var entry = await EntryAsync(Acts[command], e => Text(e, "qui") == "ligne de commande");
        Assert.Equal((Environment.UserName, "ligne de commande"), (Text(entry, "identifiant"), Text(entry, "origine")));
    }

    internal static IEnumerable<string> Leaves(Command command, string above) => command.Subcommands.SelectMany(sub =>
        sub.Subcommands.Count == 0 ? [above + sub.Name] : Leaves(sub, above + sub.Name + " "));

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), arguments);
}
