using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>
/// A test with one person in every system at once, and her neighbour: an université with flat files and laissez-passer of Apogée, an école
/// with Scolarix, a lycée with Fregata.
/// </summary>
public abstract class SystemesTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected const string Name = "Zyxwora";
    protected const string FirstName = "Qwertine";
    protected const string Guardian = "Obsidienne";
    protected const string Mail = "zq77@marque.example";
    protected const string Phone = "0698765432";
    protected const string Street = "7 venelle du Quartz";
    protected const string Ine = "987654321ZQ";
    protected const int Dossier = 777123;
    protected const int Neighbour = 18;

    /// <summary>Where Scolarix leaves its files.</summary>
    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("retours-personne-");
    protected TestEtablissement Ecole { get; private set; } = null!;
    protected TestEtablissement Lycee { get; private set; } = null!;

    /// <summary>The application of the lycée; from <see cref="FregataAsync"/> on.</summary>
    protected FregataApi Fregata { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Etab.Document["apogee"]!["laissezPasser"] = new JsonObject { ["codRgi"] = "1", ["codStu"] = "01" };
        Etab.Document["opi"]!["voie"] = "Fichiers";
        Lycee = FregataTest.Lycee(await TestEtablissement.StartAsync("lycee-test", "0740001Z"));
        Ecole = await TestEtablissement.StartAsync("ecole-test", "0740002A");
        Ecole.Document.Remove("apogee");
        Ecole.Document.Remove("opi");
        Ecole.Document["sis"] = "Scolarix";
        Ecole.Document["scolarix"] = new JsonObject { ["retour"] = new JsonObject { ["dossier"] = Folder.FullName } };
    }

    public override async ValueTask DisposeAsync()
    {
        Fregata?.Dispose();
        await base.DisposeAsync();
        await Ecole.DisposeAsync();
        await Lycee.DisposeAsync();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The gateway, with all three.</summary>
    protected async Task StartAllAsync()
    {
        await StartAsync(openGate: true, "--Scolarix:Retour:SilenceSecondes=2");
        foreach (var other in (TestEtablissement[])[Ecole, Lycee]) await other.SaveAsync(Gateway);
    }

    /// <summary>Her lot is confirmed, then she resigns, and is given a laissez-passer all the same.</summary>
    protected async Task ApogeeAsync()
    {
        await PushAndRestAsync(Her(), Voeu(Neighbour));
        await PostAsync("fichiers");
        await PostAsync("fichiers/1/confirmer");
        await PushAndRestAsync(Her(situation: 3, reponse: "06/06/2026 10:00"));
        await PostAsync("laissez-passer", new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = Dossier, ["type"] = "IAPRIMO", ["codeFormation"] = Droit, ["commentaire"] = $"{FirstName} {Name}, {Phone}",
        });
        await AtRestAsync();
        await PostAsync("fichiers");
    }

    /// <summary>Both are declared, she enters with the second snapshot, and a return tells of her once rightly and once wrongly.</summary>
    protected async Task ScolarixAsync()
    {
        await Api.SetClockAsync(new DateTimeOffset(2026, 7, 10, 19, 0, 0, TimeSpan.FromHours(2)));
        await Ecole.PushAsync(Gateway, At(Ecole, Her()), At(Ecole, Voeu(Neighbour)));
        await Api.AtRestAsync(Ecole.Code);
        await Gateway.ExecuteAsync(
            $"""
            INSERT INTO recuperation (etablissement, uai, cause, etat, demandee_le, prochaine_tentative, candidats, de_confiance)
            SELECT '{Ecole.Code}', '{Ecole.Uai}', 'test', 'Terminee', '2026-06-02T06:00:00Z', '2026-06-02T06:00:00Z', 0, TRUE
            """);
        foreach (var code in (int[])[Neighbour, Dossier])
        {
            await Api.PutAsync($"{Ecole.Path}scolarix/declarations/2026/{code}", new JsonObject { ["titulaire"] = true });
            await Api.AtRestAsync(Ecole.Code);
            var made = await Api.PostAsync(Ecole.Path + "scolarix/instantanes");
            Assert.True(made!["etat"]!.ToString() == "Publie", made.ToJsonString());
        }

        await ReturnAsync("retour.csv", "traites", "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE",
            string.Create(CultureInfo.InvariantCulture, $"{Dossier};{Ine};;VALIDEE;O;10/07/2026 16:30"),
            string.Create(CultureInfo.InvariantCulture, $"{Dossier};{Ine};8842;INCONNU;O;10/07/2026"));
    }

    /// <summary>Leaves a file of Scolarix, and waits until it is where it belongs and all of it is known.</summary>
    protected async Task ReturnAsync(string name, string subfolder, params string[] lines)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder.FullName, name), string.Join("\r\n", lines) + "\r\n");
        await Poll.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(Folder.FullName, subfolder, name))), there => there);
        await Poll.UntilAsync(
            () => Gateway.QueryAsync<string>("SELECT nom FROM scolarix_retour WHERE depots IS NOT NULL"), names => names.Count(nom => nom == name) == 1);
        await Api.AtRestAsync(Ecole.Code);
    }

    /// <summary>Both are imported and processed, and her inscription is validated.</summary>
    protected async Task FregataAsync()
    {
        await Api.SetClockAsync(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(2)));
        Lycee.Parcoursup.Enregistrer([At(Lycee, Her()), At(Lycee, Voeu(Neighbour))]);
        Fregata = new FregataApi(Gateway.Url, Lycee.Uai);
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(Dossier, Neighbour);
        await Fregata.PostAsync("validations", FregataApi.Line(Dossier, Ine));
        await Api.AtRestAsync(Lycee.Code);
    }

    protected static JsonObject Her(int situation = 1, string reponse = "05/06/2026 10:00")
    {
        var her = Voeu(Dossier, situation: situation, reponse: reponse);
        (her["nom"], her["prenom"], her["ine"], her["mail"]) = (Name, FirstName, Ine, Mail);
        (her["telmobile"], her["adresse1"], her["dateNaissance"]) = (Phone, Street, "03/02/2008");
        (her["nomRL1"], her["prenomRL1"], her["telRL1"], her["mailRL1"]) = (Guardian, FirstName, Phone, Mail);
        return her;
    }

    protected static JsonObject At(TestEtablissement etab, JsonObject voeu)
    {
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (etab.Uai, etab.Uai);
        return voeu;
    }
}
