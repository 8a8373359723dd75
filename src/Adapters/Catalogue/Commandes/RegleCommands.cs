using System.CommandLine;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Commandes;

/// <summary><c>gateway catalogue regles …</c></summary>
internal static class RegleCommands
{
    public static Command Create(LigneCatalogue line)
    {
        var file = new Argument<string>("fichier") { Description = "Document JSON : un tableau de règles" };
        var author = new Option<string?>("--auteur") { Description = "Qui l'importe" };
        var rule = new Option<string?>("--regle") { Description = "Une seule règle" };
        return new Command("regles", "Règles du périmètre")
        {
            line.Commande<RegleService>("importer", "Remplace le document des règles", [file, author], (result, service, ct) =>
                LigneCatalogue.AvecFichierAsync(result.GetValue(file),
                    bytes => service.ImporterAsync(bytes, result.GetValue(author) ?? "ligne de commande", ct), ct)),
            line.Commande<RegleService>("simuler", "Dit quelles formations changeraient avec ces règles ; rien ne change",
                [new Argument<string>("fichier") { Description = "Document JSON : un tableau de règles" }], (result, service, ct) =>
                LigneCatalogue.AvecFichierAsync(result.GetValue<string>("fichier"), bytes => service.SimulerAsync(bytes, ct), ct)),
            line.Commande<RegleService>("exporter", "Écrit le document des règles", [], (_, service, ct) => service.ExporterAsync(ct),
                existing: true),
            line.Commande<RegleService>("historique", "Qui a changé quoi, version par version", [rule],
                (result, service, ct) => service.HistoriqueAsync(result.GetValue(rule), ct), existing: true),
            StatutAcademie(line),
        };
    }

    private static Command StatutAcademie(LigneCatalogue line)
    {
        var rule = new Argument<string>("regle") { Description = "Identifiant de la règle" };
        var academie = new Argument<string>("academie") { Description = "Numéro de l'académie, ou national" };
        var status = new Argument<string>("statut") { Description = "Le statut, ou - pour retirer celui de l'académie" };
        var who = new OptionsActeur();
        return line.Commande<RegleService>("statut-academie", "Décide du statut d'une règle pour une académie",
            [rule, academie, status, .. who.Options], (result, service, ct) => who.Lire(result, out var refusal) is { } actor
                ? service.DeciderAsync(result.GetValue(rule)!, result.GetValue(academie)!, result.GetValue(status)!, actor, ct)
                : Task.FromResult(refusal!), existing: true);
    }
}

/// <summary>Who acts: name, role and académies.</summary>
internal sealed class OptionsActeur
{
    private readonly Option<string?> _auteur = new("--auteur") { Description = "Qui agit" };
    private readonly Option<string?> _role = new("--role") { Description = "moss, instructeur ou lecture" };
    private readonly Option<string?> _academie = new("--academie")
    {
        Description = "Ses académies, séparées par des virgules ; -1 : toutes",
    };

    public IEnumerable<Symbol> Options => [_auteur, _role, _academie];

    public Acteur? Lire(ParseResult result, out Issue? refus)
    {
        var actor = Acteur.Lire(result.GetValue(_auteur), result.GetValue(_role), result.GetValue(_academie), out var reason);
        refus = actor is null ? Issue.Refusee("acteur", reason!) : null;
        return actor;
    }
}
