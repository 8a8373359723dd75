using System.CommandLine;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;

namespace Parcoursup.Gateway.Adapters.Catalogue.Commandes;

/// <summary><c>gateway catalogue action …</c> and <c>restaurer</c>: what people do.</summary>
internal static class ActionCommands
{
    public static Command Create(LigneCatalogue line) => new("action", "Action d'un instructeur sur une formation")
    {
        Action(line, ActionService.Publier, "Demande la publication de la formation"),
        Action(line, ActionService.NePasPublier, "Retire la formation, avec sa raison"),
    };

    public static Command Restaurer(LigneCatalogue line)
    {
        var night = new Option<string?>("--nuit") { Description = "La nuit dont rétablir les statuts" };
        var apply = new Option<bool>("--appliquer") { Description = "L'applique ; sinon dit seulement ce qui changerait" };
        var author = new Option<string?>("--auteur") { Description = "Qui l'applique" };
        return line.Commande<RestaurationService>("restaurer", "Rétablit les statuts d'une nuit choisie", [night, apply, author],
            async (result, service, ct) =>
            {
                if (LigneCatalogue.Jour(result.GetValue(night), out var refusal) is not { } day) return Issue.Refusee("nuit", refusal!);
                if (!result.GetValue(apply)) return await service.RestaurerAsync(day, null, ct);
                return result.GetValue(author) is { } who && !string.IsNullOrWhiteSpace(who)
                    ? await service.RestaurerAsync(day, who.Trim(), ct)
                    : Issue.Refusee("auteur", "Une restauration est celle d'une personne : --auteur NOM.");
            }, existing: true);
    }

    private static Command Action(LigneCatalogue line, string name, string description)
    {
        var key = new Argument<string>("cle") { Description = "Clé ministère éducatif de la formation" };
        var reason = new Option<string?>("--raison") { Description = "Pourquoi" };
        var who = new OptionsActeur();
        return line.Commande<ActionService>(name, description, [key, .. who.Options, reason], (result, service, ct) =>
            who.Lire(result, out var refusal) is { } actor
                ? service.AgirAsync(name, result.GetValue(key)!, actor, result.GetValue(reason), ct) : Task.FromResult(refusal!),
            existing: true);
    }
}
