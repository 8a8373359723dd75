using System.CommandLine;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Catalogue.Commandes;

/// <summary><c>gateway catalogue …</c>: imports, nights, and where formations stand.</summary>
internal static class CatalogueCommands
{
    private const string ParDefaut = "ligne de commande";

    public static Command Create(ICommandRun run)
    {
        var line = new LigneCatalogue(run);
        var root = line.Racine("catalogue", "Publication du catalogue des formations en apprentissage sur Parcoursup");
        root.Subcommands.Add(Campagne(line));
        root.Subcommands.Add(Importer(line));
        root.Subcommands.Add(Mefs(line));
        root.Subcommands.Add(RegleCommands.Create(line));
        root.Subcommands.Add(Nuit(line));
        root.Subcommands.Add(Statut(line));
        root.Subcommands.Add(line.Commande<Consultation>("statuts", "Le statut de chaque formation, et leur compte", [],
            (_, service, ct) => service.StatutsAsync(null, ct), existing: true));
        root.Subcommands.Add(Charge(line));
        root.Subcommands.Add(ActionCommands.Create(line));
        root.Subcommands.Add(EnvoiCommands.Envoyer(line));
        root.Subcommands.Add(EnvoiCommands.Retour(line));
        root.Subcommands.Add(ActionCommands.Restaurer(line));
        root.Subcommands.Add(EnvoiCommands.Jeton(line));
        return root;
    }

    private static Command Campagne(LigneCatalogue line)
    {
        var start = new Option<string?>("--debut") { Description = "Premier jour de la campagne, par exemple 2025-09-10" };
        var open = line.Commande<CampagneBook>("ouvrir", "Ouvre une campagne", [start], async (result, book, ct) =>
        {
            if (LigneCatalogue.Jour(result.GetValue(start), out var refusal) is not { } day) return Issue.Refusee("debut", refusal!);
            await book.OuvrirAsync(day, ct);
            var bounds = new Domain.Catalogue.ContexteNuit(day, day.Year);
            return Issue.Faite(new { campagne = day, sessions_du = bounds.PremiereSession, au = bounds.DerniereSession });
        });
        return new Command("campagne", "Campagnes de publication") { open };
    }

    private static Command Importer(LigneCatalogue line)
    {
        var file = new Argument<string>("fichier") { Description = "Le flux : CSV (UTF-8, point-virgule) ou un objet JSON par ligne" };
        var takeover = new Option<bool>("--reprise") { Description = "Reprend aussi les champs de statut" };
        var (confirm, author) = Confirmation();
        return line.Commande<ImportService>("importer", "Importe le flux entier des formations", [file, takeover, confirm, author],
            (result, service, ct) => Confirme(result, confirm, author) is var (who, refusal) && refusal is not null
                ? Task.FromResult(refusal)
                : service.ImporterAsync(Path.GetFileName(result.GetValue(file)!),
                    _ => Task.FromResult<Stream>(File.OpenRead(result.GetValue(file)!)), result.GetValue(takeover), who, ct));
    }

    private static Command Mefs(LigneCatalogue line)
    {
        var file = new Argument<string>("fichier") { Description = "CSV avec la colonne mef10" };
        var import = line.Commande<MefService>("importer", "Remplace la liste des MEF admis", [file],
            (result, service, ct) => LigneCatalogue.AvecFichierAsync(result.GetValue(file), bytes => service.ImporterAsync(bytes, ct), ct));
        return new Command("mefs", "MEF admis par Parcoursup") { import };
    }

    private static Command Nuit(LigneCatalogue line)
    {
        var date = new Option<string?>("--date") { Description = "Jour de la nuit ; sinon aujourd'hui" };
        var posting = new Option<string?>("--envoi") { Description = "actif : envoie ensuite ce qui est prêt ; inactif par défaut" };
        var options = new OptionsEnvoi();
        var (confirm, author) = Confirmation();
        return line.Commande<NuitCommand>("nuit", "Calcule les statuts et écrit l'historique", [date, confirm, author, posting,
            .. options.Options], async (result, command, ct) =>
            {
                var (who, refusal) = Confirme(result, confirm, author);
                if (refusal is not null) return refusal;
                DateOnly? day = null;
                if (result.GetValue(date) is { } text && (day = LigneCatalogue.Jour(text, out var wrong)) is null)
                    return Issue.Refusee("date", wrong!);
                return result.GetValue(posting)?.Trim().ToLowerInvariant() switch
                {
                    null or "" or "inactif" => await command.ExecuterAsync(day, who, ct),
                    "actif" => await command.ExecuterEtEnvoyerAsync(day, who, result, options, ct),
                    var other => Issue.Refusee("envoi", $"{Domain.Valeurs.Cite.De(other)} : écrire actif ou inactif."),
                };
            });
    }

    private static Command Statut(LigneCatalogue line)
    {
        var key = new Argument<string>("cle") { Description = "Clé ministère éducatif de la formation" };
        return line.Commande<Consultation>("statut", "Une formation : ses colonnes, son historique, l'explication de son statut", [key],
            (result, service, ct) => service.StatutAsync(result.GetValue(key)!, null, ct), existing: true);
    }

    private static Command Charge(LigneCatalogue line)
    {
        var key = new Argument<string>("cle") { Description = "Clé ministère éducatif de la formation" };
        return line.Commande<Consultation>("charge", "Le corps qui serait envoyé à Parcoursup ; rien n'est envoyé", [key],
            async (result, service, ct) => await service.ChargeAsync(result.GetValue(key)!, null, ct) is { } bytes ? Issue.Faite(bytes)
                : Consultation.Inconnue(result.GetValue(key)!), existing: true);
    }

    private static (Option<bool> Confirm, Option<string?> Author) Confirmation() =>
        (new("--confirmer") { Description = "Confirme ce que la garde retient" }, new("--auteur") { Description = "Qui confirme" });

    private static (string? Who, Issue? Refusal) Confirme(ParseResult result, Option<bool> confirm, Option<string?> author) =>
        !result.GetValue(confirm) ? (null, null)
        : string.IsNullOrWhiteSpace(result.GetValue(author))
            ? (null, Issue.Refusee("auteur", "Une confirmation est celle d'une personne : --auteur NOM."))
        : (result.GetValue(author)!.Trim(), null);
}
