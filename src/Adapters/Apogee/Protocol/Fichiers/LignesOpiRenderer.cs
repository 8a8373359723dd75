using System.Globalization;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// An OPI as lines, one per wish, in the columns of a layout. What exceeds Apogée's column is cut (rule B2), what the
/// encoding lacks is cleaned, what no column carries is left out; each is recorded. Keys are never cut.
/// </summary>
public sealed class LignesOpiRenderer
{
    private const string Unfavourable = "D";

    // Columns name the fields of the newest version, in which the INE stands in one.
    private static readonly OpiLayout Layout = OpiLayout.Of(OpiSchema.Versions[^1].Numero);

    private readonly (ColonneFichier Colonne, SourceColonne? Source)[] _columns;
    private readonly HashSet<string> _carried;
    private readonly AlphabetFichier _alphabet;
    private readonly char[] _forbidden;

    /// <param name="disposition">A valid layout (<see cref="DispositionValidator"/>).</param>
    public LignesOpiRenderer(DispositionFichiers disposition)
    {
        ArgumentNullException.ThrowIfNull(disposition);
        _columns = [.. disposition.ColonnesEffectives.Select(c => (c, SourceColonne.TryParse(c.Source)))];
        _carried = _columns.Select(c => c.Colonne.Source).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _alphabet = AlphabetFichier.Of(disposition.Encodage);
        _forbidden = disposition.Guillemets == GuillemetsFichier.Jamais ? [disposition.Separateur[0], '\r', '\n'] : [];
    }

    public LignesOpi Render(OpiContenu contenu)
    {
        ArgumentNullException.ThrowIfNull(contenu);
        var modifications = new List<Modification>();
        var blocs = new Dictionary<BlocOpi, JsonElement>();
        foreach (var bloc in OpiContenu.Blocs)
            if (contenu[bloc] is { } text)
            {
                blocs[bloc] = JsonElement.Parse(bloc == BlocOpi.Individu ? IneConversion.Convert(text, Layout, modifications) : text);
                NoteNotCarried(blocs[bloc], bloc.Element(), modifications);
            }

        var common = new string[_columns.Length];
        for (var i = 0; i < common.Length; i++)
            common[i] = CommonValue(i, blocs, modifications);

        var wishes = DistinctWishes(blocs, modifications);
        // Somebody without wishes is still somebody: one line with his data, in the usual file.
        return new LignesOpi(
            wishes.Count == 0 ? [new LigneOpi(false, common)] : [.. wishes.Select((wish, i) => Line(wish, i, common, modifications))],
            modifications);
    }

    private string CommonValue(int column, Dictionary<BlocOpi, JsonElement> blocs, List<Modification> modifications) =>
        _columns[column] switch
    {
        (var colonne, null) => colonne.Valeur ?? "",
        (var colonne, { DeVoeu: false } source) =>
        Text(colonne, source, blocs.TryGetValue(source.Bloc, out var root) ? root : null, colonne.Source!, modifications),
        _ => "",
    };

    private LigneOpi Line(JsonElement wish, int index, string[] common, List<Modification> modifications)
    {
        var values = (string[])common.Clone();
        for (var i = 0; i < values.Length; i++)
            if (_columns[i] is (var colonne, { DeVoeu: true } source))
                values[i] = Text(colonne, source, wish, $"{SourceColonne.Voeu}[{index + 1}].{string.Join('.', source.Chemin)}",
                    modifications);
        return new LigneOpi(Member(wish, "codDecVeu") == Unfavourable, values);
    }

    private string Text(ColonneFichier colonne, SourceColonne source, JsonElement? root, string path, List<Modification> modifications)
    {
        if (source.Read(root) is not { } value) return "";
        var cut = source.Element is { Largeur: { } width, EstCle: false } && value.Length > width ? TexteApogee.Cut(value, width) : value;
        if (cut.Length < value.Length)
            modifications.Add(new Modification(path, value, cut,
                $"coupé à {source.Element.Largeur} caractères, largeur de la colonne d'Apogée"));

        var clean = WithoutForbidden(_alphabet.Clean(cut));
        if (clean != cut)
            modifications.Add(new Modification(path, cut, clean, "caractères que le fichier ne peut pas représenter remplacés"));
        return colonne.Format is { } format
            && DateOnly.TryParseExact(clean, "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString(format, CultureInfo.InvariantCulture)
            : clean;
    }

    private string WithoutForbidden(string text)
    {
        if (_forbidden.Length == 0 || text.IndexOfAny(_forbidden) < 0) return text;
        foreach (var c in _forbidden) text = text.Replace(c, ' ');
        return text;
    }

    // As over SOAP: Apogée refuses a list that names a VET twice.
    private static List<JsonElement> DistinctWishes(Dictionary<BlocOpi, JsonElement> blocs, List<Modification> modifications)
    {
        var wishes = new List<JsonElement>();
        if (!blocs.TryGetValue(BlocOpi.Voeux, out var voeux) || !voeux.TryGetProperty("item", out var items)) return wishes;
        var seen = new HashSet<(string?, string?, string?)>();
        foreach (var wish in items.EnumerateArray())
            if (seen.Add((Member(wish, "codCge"), Member(wish, "codEtp"), Member(wish, "codVrsVet"))))
                wishes.Add(wish);
            else
                modifications.Add(new Modification(SourceColonne.Voeu, Member(wish, "codEtp"), null,
                    "VET déjà présente dans la liste : Apogée refuserait l'ensemble"));
        return wishes;
    }

    private void NoteNotCarried(JsonElement element, string path, List<Modification> modifications)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var wish in member.Value.EnumerateArray()) NoteNotCarried(wish, SourceColonne.Voeu, modifications);
                continue;
            }

            var below = $"{path}.{member.Name}";
            if (member.Value.ValueKind == JsonValueKind.Object)
                NoteNotCarried(member.Value, below, modifications);
            else if (!_carried.Contains(below))
                modifications.Add(new Modification(below, member.Value.GetString(), null,
                    "non transmis : aucune colonne du fichier ne porte cette donnée"));
        }
    }

    private static string? Member(JsonElement wish, string name) => wish.TryGetProperty(name, out var value) ? value.GetString() : null;
}
