using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Scolarix.Retours;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>
/// What the systems keep of a person (lots and laissez-passer of Apogée, Scolarix, Fregata) lies sealed as well, also where somebody has put
/// her into a place that was made for something else (rule J5).
/// </summary>
public abstract class SealedSystemesTests(PostgresServer postgres, DatabaseEngine engine) : SystemesTest(postgres, engine)
{
    private const string OtherIne = "123456789QZ";

    // Her birth day as each system writes it.
    private static readonly string[] Markers =
        [Name, FirstName, Guardian, Mail, Phone, Street, Ine, OtherIne, "2008-02-03", "03/02/2008", "03022008"];

    [Fact]
    public async Task No_column_of_any_table_names_her_after_lots_and_a_laissez_passer_of_Apogee()
    {
        await StartAllAsync();
        await ApogeeAsync();
        var last = (await GetAsync("fichiers"))!["lots"]!.AsArray().Max(lot => lot!["lot"]!.GetValue<int>());
        await PostAsync($"fichiers/{last}/rejeter", new JsonObject { ["motif"] = $"{Name} ({Ine}) est refusée par Apogée" });
        // By INE alone, and unknown: it waits under a key of its own.
        await PostAsync("inscriptions", new JsonObject
        {
            ["session"] = 2026, ["ine"] = OtherIne, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T08:00:00Z",
        });
        await AtRestAsync();

        await Gateway.AssertNowhereAsync(Storage, Markers);
        await Gateway.AssertSealedAsync("laissez_passer.commentaire", "fichier_lot.message", "fichier_lot_opi.contenu", "livraison.personne");
        Assert.Contains(Name, (await GetAsync($"fichiers/{last}"))!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_column_of_any_table_names_her_after_declarations_snapshots_and_returns_of_Scolarix()
    {
        await StartAllAsync();
        await ScolarixAsync();
        // One that names another person, and columns that are shifted; a file without its header; one with a header that names her.
        await ReturnAsync($"{Name} décalé.csv", "traites", "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE", $"{Dossier};{OtherIne};8842;VALIDEE;O;10/07/2026",
            $"{Ine};{Dossier};;VALIDEE;O;10/07/2026", $"{Name};{FirstName};{Mail};{Street};O;03/02/2008", $"{Dossier};{Ine};{Phone};{Name};{Mail};03/02/2008");
        await ReturnAsync($"{Name}-sans-entete.csv", "rejetes", $"{Dossier};{Name};{FirstName};{Ine};{Mail};{Phone}", $"{Dossier};{Name};{FirstName};{Ine};{Mail};{Phone}");
        await ReturnAsync($"{Ine}.csv", "traites", $"NUMERO_PARCOURSUP;INE;STATUT;PAYEE;DATE;{Name} {FirstName}", $"{Dossier};{Ine};VALIDEE;O;10/07/2026 16:31;{Name}");

        // Files that nobody takes.
        await File.WriteAllTextAsync(Path.Combine(Folder.FullName, $"{Name}.ods"), "x");
        File.SetLastWriteTimeUtc(Path.Combine(Folder.FullName, $"{Name}.ods"), new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc));
        await using (var large = File.Create(Path.Combine(Folder.FullName, $"{FirstName}.csv"))) large.SetLength(RetourEndpoints.LargestFile + 1);
        await Poll.UntilAsync(async () => (await Api.GetAsync(Ecole.Path + "taches"))!.ToJsonString() is var open
            && open.Contains($"{Name}.ods", StringComparison.Ordinal) && open.Contains($"{FirstName}.csv", StringComparison.Ordinal));

        await Gateway.AssertNowhereAsync(Storage, Markers);
        await Gateway.AssertSealedAsync("scolarix_population.ligne", "scolarix_partie.contenu", "scolarix_retour_refus.ine", "scolarix_retour_refus.message",
            "scolarix_retour.nom", "scolarix_retour.depots");
        var shifted = (await Api.GetAsync(Ecole.Path + "scolarix/retours"))!.AsArray().Single(r => r!["nom"]!.ToString() == $"{Name} décalé.csv")!;
        var told = (await Api.GetAsync(Ecole.Path + $"scolarix/retours/{shifted["id"]}"))!.ToJsonString();
        Assert.All((string[])[Name, Ine], text => Assert.Contains(text, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_column_of_any_table_names_her_after_an_import_and_validations_of_Fregata()
    {
        await StartAllAsync();
        await FregataAsync();
        var first = await Fregata.PostAsync("validations", new JsonObject { ["id"] = $"{Name} {FirstName}", ["ine"] = Ine, ["date"] = "2026-09-01" });
        await Fregata.PostAsync("validations", new JsonObject { ["id"] = FregataApi.IdOf(Dossier), ["ine"] = Name, ["date"] = Mail });
        await Fregata.PostAsync("validations", new JsonObject { ["id"] = FregataApi.IdOf(Dossier), [Name] = Ine, ["date"] = "2026-09-01" });
        await Fregata.CancelAsync(Dossier);
        await Api.AtRestAsync(Lycee.Code);

        await Gateway.AssertNowhereAsync(Storage, Markers);
        await Gateway.AssertSealedAsync(
            "fregata_dossier.donnees", "fregata_import_ligne.contenu", "fregata_validation_ligne.dossier", "fregata_validation_ligne.champ", "fregata_validation_ligne.message");
        var again = await Fregata.GetAsync($"validations/{first["id"]}");
        Assert.Equal($"{Name} {FirstName}", again["inscriptions"]![0]!["id"]!.ToString());
        Assert.Contains(Name, (await Fregata.ListAsync("inscriptions")).ToJsonString(), StringComparison.Ordinal);
    }
}

public sealed class SealedSystemesOnSqlite(PostgresServer postgres) : SealedSystemesTests(postgres, DatabaseEngine.Sqlite);

public sealed class SealedSystemesOnPostgres(PostgresServer postgres) : SealedSystemesTests(postgres, DatabaseEngine.Postgres);
