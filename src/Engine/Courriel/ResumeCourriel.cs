using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Engine.Courriel;

/// <summary>What the host says of itself in messages.</summary>
/// <param name="Page">The address of a page, as people reach it.</param>
public sealed record PagesDuCourriel(string Produit, Func<string, Uri> Page);

/// <summary>The daily summary of an établissement: how many of each kind wait, and where. Never who.</summary>
public sealed class ResumeCourriel(CeQuiAttend waiting, PagesDuCourriel pages, IBusinessClock clock)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <returns>Null when nothing waits.</returns>
    public async Task<(string Objet, string Texte)?> DeAsync(EtablissementModel etablissement, bool memeVide, CancellationToken ct)
    {
        var attente = await waiting.DeAsync(etablissement, ct);
        if (attente.EstVide && !memeVide) return null;
        var name = etablissement.Document.Libelle is { Length: > 0 } libelle ? libelle : etablissement.Code;
        var day = Paris.At(clock.Now).ToString("d MMMM yyyy", French);
        var lines = Lines(attente, path => pages.Page($"/etablissements/{Uri.EscapeDataString(etablissement.Code)}{path}")).ToList();
        var intro = lines.Count == 0 ? $"Rien n'attend une personne pour {name}, le {day}."
            : $"Ce qui attend une personne pour {name}, le {day} :";
        return ($"{name} : {(lines.Count == 0 ? "rien n'attend" : "ce qui attend")} – {day}",
            $"""
            Bonjour,

            {intro}

            {string.Join("\n", lines)}

            Ce message ne porte que des nombres ; les pages demandent de se connecter. Qui le reçoit se règle ici :
            {pages.Page("/parametres")}

            {pages.Produit}
            """);
    }

    private static IEnumerable<string> Lines(Attente attente, Func<string, Uri> page)
    {
        if (!attente.ConnecteurOuvert) yield return Line("le connecteur est fermé, rien ne part", page("/connecteur"));
        (long Nombre, string Un, string Plusieurs, string Chemin)[] kinds =
        [
            (attente.Reserves, "candidat en réserve", "candidats en réserve", "/a-traiter"),
            (attente.Refus, "refus", "refus", "/a-traiter#refus"), (attente.Gardes, "garde", "gardes", "/gardes"),
            (attente.Taches, "tâche", "tâches", "/a-traiter#taches"),
            (attente.Travaux, "travail planifié en échec", "travaux planifiés en échec", "/planification"),
            (attente.Avertissements, "candidat avec avertissement", "candidats avec avertissement", "/avertissements"),
        ];
        foreach (var (nombre, un, plusieurs, chemin) in kinds)
            if (nombre > Attente.Plafond) yield return Line($"plus de {Attente.Plafond} {plusieurs}", page(chemin));
            else if (nombre > 0) yield return Line(Accord.De(nombre, un, plusieurs), page(chemin));
    }

    private static string Line(string what, Uri where) => $"- {what} : {where}";
}
