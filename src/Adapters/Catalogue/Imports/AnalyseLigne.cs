using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>
/// From a line to what is kept of it: values in one order and one form, whatever the file's. The first value that cannot be read
/// refuses the line, with its column. Not safe for several threads.
/// </summary>
internal sealed class AnalyseLigne(bool reprise)
{
    private const int PlusLongueCle = 300;
    private static readonly JsonWriterOptions Ecriture = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _tampon = new(4096);
    private readonly Dictionary<string, bool> _jours = new(StringComparer.Ordinal);

    /// <returns>The line, or its column at fault and why.</returns>
    public (LigneLue? Ligne, (string Champ, string Motif) Refus) Lire(LigneFlux ligne)
    {
        if (ligne.Defaut is { } defect) return (null, defect);
        var key = ligne.Valeurs[0].Texte;
        if (key is null) return (null, (Colonne.Cle, "La clé est vide : sans elle la formation ne peut pas être suivie."));
        if (key.Length > PlusLongueCle) return (null, (Colonne.Cle, $"La clé a {key.Length} caractères : {PlusLongueCle} au plus."));
        var column = Colonne.Cle;
        try
        {
            _tampon.ResetWrittenCount();
            var filled = 0UL;
            using (var writer = new Utf8JsonWriter(_tampon, Ecriture))
            {
                writer.WriteStartObject();
                for (var i = 0; i < Colonne.Flux.Count; i++)
                {
                    column = Colonne.Flux[i].Nom;
                    if (Ecrire(writer, Colonne.Flux[i], ligne.Valeurs[i + 1])) filled |= 1UL << i;
                }

                writer.WriteEndObject();
            }

            var read = new LigneLue
            {
                Cle = key, Donnees = Encoding.UTF8.GetString(_tampon.WrittenSpan), Remplies = filled,
                Academie = Academies.Numero(Valeur(ligne, "num_academie").Texte),
                Remplace = Valeur(ligne, Colonne.Remplace) is { EstVide: false } keys ? Cles(keys) : null,
                Publiee = Est(ligne, "published") && Est(ligne, "catalogue_published"),
            };
            return (reprise ? Reprendre(read, ligne, ref column) : read, default);
        }
        catch (FormatException wrong)
        {
            return (null, (column, wrong.Message));
        }
        catch (JsonException)
        {
            return (null, (column, $"{ligne.Valeurs[LigneFlux.Places[column]].Cite} n'est pas du JSON : {Attendu(column)}."));
        }
    }

    private static LigneLue Reprendre(LigneLue read, LigneFlux ligne, ref string column)
    {
        column = "parcoursup_statut";
        var text = Valeur(ligne, column).Texte;
        var status = Statuts.Lire(text);
        if (text is not null && status is null) throw new FormatException($"{Cite.De(text)} n'est pas un statut du catalogue.");
        column = "last_statut_update_date";
        var since = Jour(Valeur(ligne, column).Texte);
        column = "parcoursup_published";
        var published = Booleen(Valeur(ligne, column));
        column = "parcoursup_statut_history";
        var history = Valeur(ligne, column) is { EstVide: false } entries ? RepriseHistorique.Lire(entries.Structure()) : null;
        return read with
        {
            Statut = status, StatutLe = since, Publie = published, Historique = history,
            ParcoursupId = Valeur(ligne, "parcoursup_id").Texte, Erreur = Valeur(ligne, "parcoursup_error").Texte,
            Demandeur = Valeur(ligne, "demandeur").Texte, MajLe = Valeur(ligne, "last_update_at").Texte,
            Rejection = Valeur(ligne, "rejection") is { EstStructure: true } json ? json.Structure().GetRawText()
                : Valeur(ligne, "rejection").Texte,
        };
    }

    // False when there is nothing to write.
    private bool Ecrire(Utf8JsonWriter writer, Colonne column, ValeurFlux value)
    {
        if (value.EstVide) return false;
        switch (column.Genre)
        {
            case GenreColonne.Booleen:
                writer.WriteBoolean(column.Nom, Booleen(value)!.Value);
                return true;
            case GenreColonne.Fiche:
                return Fiche(writer, column.Nom, value.Structure());
            case GenreColonne.Mefs or GenreColonne.Jours or GenreColonne.Cles:
                return Liste(writer, column, value);
            default:
                if (value.EstStructure) throw new FormatException($"{value.Cite} : un texte est attendu.");
                if (column.Genre == GenreColonne.Jour) VerifierJour(value.Texte!);
                writer.WriteString(column.Nom, value.Texte);
                return true;
        }
    }

    private bool Fiche(Utf8JsonWriter writer, string name, JsonElement card)
    {
        if (card.ValueKind != JsonValueKind.Object) throw new JsonException();
        if (card.TryGetProperty("date_fin_validite_enregistrement", out var end) && new ValeurFlux(end).Texte is { } text)
            VerifierJour(text);
        if (!card.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.Null)) return false;
        writer.WritePropertyName(name);
        card.WriteTo(writer);
        return true;
    }

    private bool Liste(Utf8JsonWriter writer, Colonne column, ValeurFlux value)
    {
        var items = Elements(value);
        if (items.Count == 0) return false;
        writer.WriteStartArray(column.Nom);
        foreach (var item in items)
        {
            if (column.Genre == GenreColonne.Mefs)
            {
                var mef = item.ValueKind == JsonValueKind.Object
                    ? item.TryGetProperty("mef10", out var code) ? new ValeurFlux(code).Texte : null : new ValeurFlux(item).Texte;
                if (mef is null) throw new FormatException($"{Cite.De(item.GetRawText())} : écrire [{{\"mef10\":\"…\"}}].");
                if (item.ValueKind == JsonValueKind.Object) item.WriteTo(writer);
                else
                {
                    writer.WriteStartObject();
                    writer.WriteString("mef10", mef);
                    writer.WriteEndObject();
                }
            }
            else
            {
                if (new ValeurFlux(item).Texte is not { } text) continue;
                if (column.Genre == GenreColonne.Jours) VerifierJour(text);
                writer.WriteStringValue(text);
            }
        }

        writer.WriteEndArray();
        return true;
    }

    // A JSON array, or what stands between commas.
    private static IReadOnlyList<JsonElement> Elements(ValeurFlux value)
    {
        if (value.EstStructure)
            return value.Structure() is { ValueKind: JsonValueKind.Array } array
                ? [.. array.EnumerateArray().Where(e => e.ValueKind != JsonValueKind.Null)] : throw new JsonException();
        return [.. value.Texte!.Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(t => JsonSerializer.SerializeToElement(t))];
    }

    private static string? Cles(ValeurFlux value) =>
        Elements(value).Select(e => new ValeurFlux(e).Texte).OfType<string>().ToList() is { Count: > 0 } keys
            ? JsonSerializer.Serialize(keys, Issue.Json) : null;

    private void VerifierJour(string text)
    {
        if (!_jours.TryGetValue(text, out var right)) _jours[text] = right = JourCivil.TryParse(text, out _);
        if (!right) throw new FormatException(DateRecue.Refus(text, DateRecue.FormeJour));
    }

    private static DateOnly? Jour(string? text) => text is null ? null
        : JourCivil.TryParse(text, out var day) ? day : throw new FormatException(DateRecue.Refus(text, DateRecue.FormeJour));

    private static bool? Booleen(ValeurFlux value) => value.EstVide ? null
        : OuiNonRecu.Parse(value.Texte) ?? throw new FormatException($"{value.Cite} : écrire {OuiNonRecu.Formes}.");

    private static ValeurFlux Valeur(LigneFlux ligne, string column) => ligne.Valeurs[LigneFlux.Places[column]];

    private static bool Est(LigneFlux ligne, string column) => Booleen(Valeur(ligne, column)) == true;

    private static string Attendu(string column) => Colonne.Flux.FirstOrDefault(c => c.Nom == column)?.Genre switch
    {
        GenreColonne.Fiche => "écrire un objet { … }",
        GenreColonne.Mefs => "écrire [{\"mef10\":\"…\"}]",
        _ => "écrire un tableau [ … ]",
    };
}
