using System.CommandLine;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary>The command line: alone it serves; the others work on the same database with the same services as REST.</summary>
internal static class GatewayCommand
{
    private static readonly CommandGroup Audit = new("audit", "Audit : qui a fait quoi, quand et d'où");
    private static readonly CommandGroup Configuration = new("config", "Configuration (un document JSON)");
    private static readonly CommandGroup Key = new("cle", "Clés d'API");
    private static readonly CommandGroup Campagne = new("campagne", "Fin d'une campagne : clôture, purge des données personnelles");
    private static readonly CommandGroup Personne = new("personne", "Droits d'une personne : copie de ses données, effacement");
    private static readonly CommandGroup Conservation = new("conservation", "Durées de conservation, effacements faits");

    private static readonly CommandGroup Security = new("securite", "Clé maîtresse, qui ouvre les secrets de la base");

    public static RootCommand Create() => Create(Modules.All);

    /// <param name="modules">The systems that it speaks with, whose commands stand beside those of the gateway.</param>
    public static RootCommand Create(IReadOnlyList<IModule> modules)
    {
        var run = new CommandRun(modules);
        var root = new RootCommand("Passerelle entre Parcoursup et les systèmes d'information des établissements.") {
            TreatUnmatchedTokensAsErrors = false };
        root.SetAction((result, ct) => ServeAsync([.. result.UnmatchedTokens], modules, ct));
        FrenchHelp.For(root);
        CommandTree.Fill(root, [.. Own(run), .. modules.SelectMany(module => module.Commands(run))]);
        return root;
    }

    private static IEnumerable<ModuleCommand> Own(CommandRun run) =>
    [
        new(10, ExportCommand.Create(run), Configuration),
        new(10, ImportCommand.Create(run), Configuration),
        new(20, ConnectorCommand.Create(run), new("connecteur", "Connecteur d'un établissement")),
        new(60, CandidatCommand.Create(run)),
        new(61, CorrectionCommand.Create(run)),
        new(65, GuardCommand.Create(run), new("gardes", "Gardes d'un établissement")),
        new(70, KeyCommand.Create(run), Key),
        new(70, KeyListCommand.Create(run), Key),
        new(71, UtilisateurCommand.Create(run), new("utilisateur", "Personnes qui se connectent aux pages")),
        new(72, CampagneCommand.Clore(run), Campagne),
        new(72, CampagneCommand.Purger(run), Campagne),
        new(73, EtablissementCommand.Create(run), new("etablissement", "Établissements de la passerelle")),
        new(74, PersonneCommand.Exporter(run), Personne),
        new(74, PersonneCommand.Effacer(run), Personne),
        new(74, PersonneCommand.Readmettre(run), Personne),
        new(75, ConservationCommand.Etat(run), Conservation),
        new(75, ConservationCommand.Appliquer(run), Conservation),
        new(75, ConservationCommand.Reappliquer(run), Conservation),
        new(75, MasterKeyCommand.CreateFile(), Security),
        new(76, MasterKeyCommand.Create(run), Security),
        new(77, SealCommand.Create(run), Security),
        new(78, RejeuCommand.Create(run), new("journal", "Journal des messages reçus")),
        new(80, AuditVerifyCommand.Create(run), Audit),
        new(80, AuditExportCommand.Create(run), Audit),
    ];

    private static async Task<int> ServeAsync(string[] args, IReadOnlyList<IModule> modules, CancellationToken ct)
    {
        // A setting begins with a dash; anything else is a command that does not exist, and must not start a gateway.
        if (args.FirstOrDefault() is { } first && !first.StartsWith('-'))
            return await CommandFailure.TellAsync($"Commande inconnue : « {first} ». Voir --help.");
        if (CommandLineSettings.Errors(args, SettingsCheck.Names(modules)) is { Count: > 0 } refused)
            return await CommandFailure.TellAsync([.. refused, "Voir --help."]);
        return await GatewayStart.WithAsync(GatewayHost.CreateBareBuilder(args), modules, app => ServeCommand.RunAsync(app, ct), ct);
    }
}
