using System.Globalization;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>What cannot be taken of a document of rules, or is doubtful in it.</summary>
public sealed record RemarqueRegle(string? Regle, string Champ, string Motif);

/// <summary>A rule as it was read, and as it is kept: its JSON without the académies' decisions.</summary>
/// <param name="AcademiesDites">The document speaks of the académies' decisions.</param>
public sealed record RegleLue(Regle Regle, string Json, bool AcademiesDites);

/// <summary>A document of rules that was read.</summary>
public sealed record DocumentRegles(
    IReadOnlyList<RegleLue> Regles, IReadOnlyList<RemarqueRegle> Refus, IReadOnlyList<RemarqueRegle> Avertissements)
{
    public bool EstRefuse => Refus.Count > 0;
}

/// <summary>Reads a document of rules: a JSON array, each of whose words must be on its closed list.</summary>
public static class LecteurRegles
{
    private const string Parcoursup = "parcoursup";
    private const string Affelnet = "affelnet";
    private const int PlusProfond = 20;

    /// <param name="diplomes">Those of the catalogue: another one is only warned of, new ones appear. Null: nothing is known.</param>
    public static DocumentRegles Lire(ReadOnlyMemory<byte> json, IReadOnlySet<string>? diplomes = null)
    {
        var reading = new LectureRegle(diplomes);
        try
        {
            if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                reading.Refuser(null, "", "Le document doit être un tableau JSON de règles : [ {…}, {…} ].");
            else
                foreach (var (index, element) in document.RootElement.EnumerateArray().Index())
                    Lire(reading, element, index);
        }
        catch (JsonException wrong)
        {
            reading.Refuser(null, "", string.Create(CultureInfo.InvariantCulture,
                $"Ce n'est pas du JSON (ligne {wrong.LineNumber + 1}, colonne {wrong.BytePositionInLine + 1})."));
        }

        return reading.Document();
    }

    /// <summary>A rule that was read before.</summary>
    public static Regle Relire(string json, IReadOnlyDictionary<int, StatutCatalogue> academies)
    {
        var document = Lire(System.Text.Encoding.UTF8.GetBytes($"[{json}]"));
        return document.Regles is [var read]
            ? read.Regle with { StatutsAcademies = academies }
            : throw new InvalidDataException($"A stored rule cannot be read: {document.Refus.FirstOrDefault()?.Motif}");
    }

    private static void Lire(LectureRegle lecture, JsonElement element, int index)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            lecture.Refuser(null, $"[{index}]", "Une règle est un objet JSON { … }.");
            return;
        }

        lecture.Commencer(element, index);
        if (lecture.Texte("plateforme") is { } platform && !platform.Equals(Parcoursup, StringComparison.OrdinalIgnoreCase))
        {
            if (!platform.Equals(Affelnet, StringComparison.OrdinalIgnoreCase))
                lecture.Avertir("plateforme", $"La plateforme {Cite.De(platform)} n'est pas « {Parcoursup} » : règle gardée, sans effet.");
            lecture.Garder();
            return;
        }

        var rule = new Regle
        {
            Id = lecture.Id, IdNumerique = lecture.IdNumerique, Supprimee = lecture.Booleen("supprimee"), Niveau = lecture.Niveau(),
            Diplome = lecture.Diplome(), PeutIntegrer = lecture.PeutIntegrer(), Statut = lecture.Statut("statut"),
            Duree = lecture.Texte("duree"), Annee = lecture.Texte("annee"), Academie = lecture.Academie(),
            NomCondition = lecture.Texte("nom_regle_complementaire"), Condition = Condition(lecture, element),
        };
        if (!rule.PeutIntegrer && rule.Statut != StatutCatalogue.NonPubliable)
            lecture.Avertir("statut", $"« ne doit pas intégrer » donne toujours « {StatutCatalogue.NonPubliable.Libelle()} » : "
                + $"« {rule.Statut.Libelle()} » est sans effet.");
        lecture.Finir(rule with { StatutsAcademies = lecture.StatutsAcademies(rule) });
    }

    private static Condition? Condition(LectureRegle lecture, JsonElement rule)
    {
        if (!rule.TryGetProperty("regle_complementaire", out var given) || given.ValueKind is JsonValueKind.Null) return null;
        if (given.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(given.GetString())) return null;
        return given.ValueKind == JsonValueKind.Object && !given.EnumerateObject().Any() ? null
            : Groupe(lecture, given, "regle_complementaire", 0);
    }

    private static Condition? Groupe(LectureRegle lecture, JsonElement given, string place, int depth)
    {
        if (given.ValueKind != JsonValueKind.Object || depth > PlusProfond)
        {
            lecture.RefuserIci(
                place, depth > PlusProfond ? "Trop de groupes les uns dans les autres." : "Un groupe est { combinateur, criteres }.");
            return null;
        }

        if (!given.TryGetProperty("criteres", out var list) && !given.TryGetProperty("combinateur", out _))
            return Critere(lecture, given, place);
        var word = LectureRegle.TexteDe(given, "combinateur");
        if (word?.ToUpperInvariant() is not ("ET" or "OU"))
            lecture.RefuserIci($"{place}.combinateur", $"{Cite.De(word)} n'est pas un combinateur : ET ou OU.");
        if (list.ValueKind != JsonValueKind.Array)
        {
            lecture.RefuserIci($"{place}.criteres", "Indiquer la liste des critères.");
            return null;
        }

        var criteria = list.EnumerateArray().Index()
            .Select(c => Groupe(lecture, c.Item, $"{place}.criteres[{c.Index}]", depth + 1)).ToList();
        return new GroupeCriteres(!string.Equals(word, "OU", StringComparison.OrdinalIgnoreCase), [.. criteria.OfType<Condition>()]);
    }

    private static Critere? Critere(LectureRegle lecture, JsonElement given, string place)
    {
        var read = Catalogue.Critere.Lire(LectureRegle.TexteDe(given, "champ"), LectureRegle.TexteDe(given, "operateur"),
            LectureRegle.TexteDe(given, "valeur"), out var refusal);
        if (read is null) lecture.RefuserIci($"{place}.{refusal.Champ}", refusal.Motif);
        return read;
    }
}
