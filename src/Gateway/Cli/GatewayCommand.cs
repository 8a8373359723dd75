using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Hosted;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Adapters.Scolarix.Retours;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary>The command line: alone it serves; the others work on the same database with the same services as REST.</summary>
internal static class GatewayCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Passerelle entre Parcoursup et les systèmes d'information des établissements.") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction((result, ct) => ServeAsync([.. result.UnmatchedTokens], ct));
        root.Subcommands.Add(new Command("config", "Configuration (un document JSON)") { Export(), Import() });
        root.Subcommands.Add(new Command("connecteur", "Connecteur d'un établissement") { Test() });
        root.Subcommands.Add(new Command("fichiers", "Fichiers plats d'OPI d'un établissement") { FichiersCommand.Generate(WithServicesAsync) });
        root.Subcommands.Add(new Command("scolarix", "Échanges d'un établissement avec Scolarix") { ScolarixCommand.Generate(WithServicesAsync), RetoursCommand.Show(WithServicesAsync) });
        root.Subcommands.Add(ImportationCommands.Candidats(WithServicesAsync));
        root.Subcommands.Add(ImportationCommands.Resultats(WithServicesAsync));
        root.Subcommands.Add(new Command("cle", "Clés d'API") { CreateKey() });
        root.Subcommands.Add(WsdlCommand.Create());
        return root;
    }

    private static async Task<int> ServeAsync(string[] args, CancellationToken ct)
    {
        // A setting begins with a dash; anything else is a command that does not exist, and must not start a gateway.
        if (args.FirstOrDefault() is { } first && !first.StartsWith('-'))
            return await FailAsync([$"Commande inconnue : « {first} ». Voir --help."]);
        var builder = GatewayHost.CreateBareBuilder(args);
        if (!await SettingsAreRightAsync(builder.Configuration)) return 2;
        await using var app = builder.Compose().Build();
        if (!await PreparedAsync(app.Services, ct)) return 2;
        app.MapGateway();
        await app.RunAsync(ct);
        return 0;
    }

    private static Command Export()
    {
        var file = new Argument<FileInfo>("fichier") { Description = "Où écrire le document" };
        var command = new Command("export", "Écrit la configuration, sans les secrets") { file };
        command.SetAction((result, ct) => WithServicesAsync(async services =>
        {
            var document = services.GetRequiredService<ConfigurationService>().Export();
            var format = services.GetRequiredService<DocumentFormat>();
            var options = new System.Text.Json.JsonSerializerOptions(format.Options) { WriteIndented = true };
            await File.WriteAllTextAsync(result.GetValue(file)!.FullName, System.Text.Json.JsonSerializer.Serialize(document, options) + "\n", ct);
            return 0;
        }, ct));
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("fichier") { Description = "Le document à lire" };
        var command = new Command("import", "Crée ou remplace les établissements et campagnes du document") { file };
        command.SetAction((result, ct) => WithServicesAsync(async services =>
        {
            var source = result.GetValue(file)!;
            if (!source.Exists) return await FailAsync([$"{source.FullName} : ce fichier n'existe pas."]);
            var given = await File.ReadAllBytesAsync(source.FullName, ct);
            if (services.GetRequiredService<DocumentFormat>().TryRead<ConfigurationDocument>(given, out var document) is { } unreadable)
                return await FailAsync([$"{unreadable.Champ} : {unreadable.Message}"]);
            var change = await services.GetRequiredService<ConfigurationService>().ImportAsync(document!, ct);
            if (!change.Succeeded) return await FailAsync(change.Erreurs.Select(e => $"{e.Champ} : {e.Message}"));
            foreach (var code in change.Connexions)
                await TestAsync(services, code, "ligne de commande (après modification)", ct);
            await Console.Out.WriteLineAsync($"Enregistré : {Accord.De(document!.Etablissements.Count, "établissement")} et {Accord.De(document.Campagnes.Count, "campagne")}.");
            return 0;
        }, ct));
        return command;
    }

    private static Command Test()
    {
        var uai = new Argument<string>("uai") { Description = "UAI ou code de l'établissement" };
        var command = new Command("test", "Teste le connecteur, étape par étape") { uai };
        command.SetAction((result, ct) => WithServicesAsync(services => TestAsync(services, result.GetValue(uai)!, "ligne de commande", ct), ct));
        return command;
    }

    private static Command CreateKey()
    {
        var admin = new Option<bool>("--administrateur") { Description = "Clé d'administrateur" };
        var etab = new Option<string?>("--etablissement") { Description = "Clé d'un établissement (code ou UAI)" };
        var name = new Option<string>("--nom") { Description = "À qui la clé est remise", Required = true };
        var command = new Command("creer", "Crée une clé et l'affiche, une seule fois") { admin, etab, name };
        command.SetAction((result, ct) => WithServicesAsync(async services =>
        {
            var code = result.GetValue(etab);
            if (result.GetValue(admin) == code is not null)
                return await FailAsync(["Indiquer soit --administrateur, soit --etablissement."]);
            var etablissement = services.GetRequiredService<ConfigurationDirectory>().Current.Find(code);
            if (code is not null && etablissement is null) return await FailAsync([$"Aucun établissement n'a le code ou l'UAI « {code} »."]);
            var (_, key) = await services.GetRequiredService<ApiKeys>().CreateAsync(result.GetValue(name)!, etablissement?.Code, ct);
            await Console.Out.WriteLineAsync(key.AsMemory(), ct);
            return 0;
        }, ct));
        return command;
    }

    private static async Task<int> TestAsync(IServiceProvider services, string uai, string par, CancellationToken ct)
    {
        if (services.GetRequiredService<ConfigurationDirectory>().Current.Find(uai) is not { } etablissement)
            return await FailAsync([$"Aucun établissement n'a le code ou l'UAI « {uai} »."]);
        var report = await services.GetRequiredService<ConnectorTest>().RunAsync(
            etablissement, etablissement.Document.Uais.FirstOrDefault(u => string.Equals(u, uai, StringComparison.OrdinalIgnoreCase)), par, ct);
        var text = new StringBuilder();
        foreach (var step in report.Etapes)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{step.Resultat,-14} {step.Nom} ({step.DureeMs} ms) : {step.Message}");
            if (step.Remede is not null) text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{"",-14} → {step.Remede}");
        }

        text.Append(report.Ouvert ? "Connecteur ouvert : les OPI de Parcoursup partent." : "Connecteur fermé : les OPI de Parcoursup attendent.");
        await Console.Out.WriteLineAsync(text, ct);
        return report.Ouvert ? 0 : 1;
    }

    // The services without the hosted ones: a command neither listens nor delivers.
    private static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> work, CancellationToken ct)
    {
        var builder = GatewayHost.CreateBareBuilder([]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (!await SettingsAreRightAsync(builder.Configuration)) return 2;
        await using var app = builder.Compose().Build();
        if (!await PreparedAsync(app.Services, ct)) return 2;
        try
        {
            return await work(app.Services);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await FailAsync([$"Fichier inaccessible : {failure.Message}"]);
        }
        catch (DbException failure)
        {
            var code = failure.SqlState ?? failure.ErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return await FailAsync([$"La base de données a refusé (code {code}) : vérifier qu'elle répond, la place disponible sur son disque et la section Stockage des réglages, puis recommencer."]);
        }
    }

    private static async Task<bool> PreparedAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            await GatewayHost.PrepareAsync(services, ct);
            return true;
        }
        catch (Exception failure) when (failure is DbException or SocketException or IOException or UnauthorizedAccessException)
        {
            await FailAsync([$"La base de données ne répond pas ({failure.Message}) : vérifier la section Stockage des réglages, et que le serveur est démarré."]);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            await FailAsync(["Les secrets de la base ne peuvent pas être lus : rétablir la clé maîtresse avec laquelle ils ont été écrits (Securite:CleMaitresse, ou le fichier cle-maitresse à côté de la base)."]);
        }

        return false;
    }

    private static async Task<bool> SettingsAreRightAsync(IConfiguration configuration)
    {
        var errors = SettingsCheck.Errors(configuration);
        if (errors.Count == 0) return true;
        await FailAsync(["La passerelle ne peut pas démarrer :", .. errors.Select(e => "  - " + e)]);
        return false;
    }

    private static async Task<int> FailAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines) await Console.Error.WriteLineAsync(line);
        return 2;
    }
}
