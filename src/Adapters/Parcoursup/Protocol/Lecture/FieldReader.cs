using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Reads optional fields: a value that cannot be read becomes a defect with the field's name, the value and the form that would be
/// right (rule K3), never an error (rule B1).
/// </summary>
internal sealed class FieldReader(FieldSet fields, List<Defaut> defauts)
{
    /// <summary>The same fields, with the defects noted elsewhere.</summary>
    public FieldReader Noting(List<Defaut> others) => new(fields, others);

    /// <summary>Text as received: Parcoursup's own values go back unchanged (contract §5).</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        if (fields.Find(names) is not { } value) return null;
        if (value.Text is null) Note(names[0], "un texte", value);
        return value.Text;
    }

    /// <summary>A code: text without surrounding blanks.</summary>
    public string? Code(params ReadOnlySpan<string> names) => Text(names)?.Trim();

    public int? Int(string name)
    {
        if (fields.Find(name) is not { } value) return null;
        var number = value.AsInt();
        if (number is null) Note(name, "un nombre entier", value);
        return number;
    }

    /// <summary>A year that may have lost its first digits.</summary>
    public int? Year(string name, int latestYear)
    {
        if (fields.Find(name) is not { } value) return null;
        var year = value.AsInt() is { } number ? ParcoursupDate.CompleteYear(number, latestYear) : null;
        if (year is null) Note(name, "une année", value);
        return year;
    }

    public bool Flag(string name)
    {
        if (fields.Find(name) is not { } value) return false;
        var flag = value.AsFlag();
        if (flag is null) Note(name, "0 ou 1", value);
        return flag ?? false;
    }

    public DateOnly? Date(string name, int latestYear)
    {
        if (fields.Find(name) is not { } value) return null;
        if (ParcoursupDate.TryParseDay(value.Text, latestYear, out var date)) return date;
        Note(name, "une date jj/mm/aaaa, par exemple 28/02/2008", value);
        return null;
    }

    public DateTime? DateHeure(string name, int latestYear)
    {
        if (fields.Find(name) is not { } value) return null;
        if (ParcoursupDate.TryParse(value.Text, latestYear, out var date)) return date;
        Note(name, "une date jj/mm/aaaa hh:mm, par exemple 02/06/2026 09:12", value);
        return null;
    }

    /// <summary>A UAI with its control letter; anything else could be routed to nobody (rule A1).</summary>
    public string? UaiCode(string name)
    {
        if (fields.Find(name) is not { } value) return null;
        if (Uai.Normalize(value.Text) is { } uai && Uai.IsValid(uai)) return uai;
        Note(name, "un UAI (7 chiffres et sa lettre de contrôle)", value);
        return null;
    }

    /// <summary>An INE is kept even when its shape is wrong: it must not lose a candidate (contract §4).</summary>
    public string? IneCode(string name)
    {
        if (fields.Find(name) is not { } value) return null;
        var ine = Ine.Normalize(value.Text);
        if (!Ine.HasShape(ine)) Note(name, "11 lettres ou chiffres", value);
        else if (Texte.Juger(value.Text!).Doute is { } cleaned) defauts.Add(new Defaut(name, cleaned));
        return ine;
    }

    private void Note(string name, string expected, FieldValue value) =>
        defauts.Add(new Defaut(name,
            $"Le champ {name} est illisible (attendu : {expected} ; reçu : {value.Shown}). À vérifier dans Parcoursup."));
}
