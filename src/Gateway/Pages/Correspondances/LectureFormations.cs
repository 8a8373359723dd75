using System.Globalization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Pages.Tableaux;

namespace Parcoursup.Gateway.Pages.Correspondances;

/// <summary>What a file of mappings asks for, and where in it an error of the document comes from.</summary>
internal sealed partial class LectureFormations
{
    private readonly ChampsFormulaire _champs;

    // What each formation is given, by the field of its form; the line that first named it, or its answer.
    private readonly Dictionary<int, Dictionary<string, string>> _given = [];
    private readonly Dictionary<(int Code, string? Prefixe), int> _lines = [];
    private IReadOnlyList<int> _order = [];

    public LectureFormations(ChampsFormulaire champs, IReadOnlyList<LigneTableau> lines, List<ErreurTableau> errors)
    {
        _champs = champs;
        foreach (var line in lines) errors.AddRange(Take(line));
    }

    /// <summary>Of a field of the form: without the answer or the system that it belongs to.</summary>
    public static string ColumnOf(string champ) => champ[(champ.LastIndexOf('.') + 1)..];

    /// <summary>The document with what the file says; formations that it does not name stay.</summary>
    public EtablissementDocument Apply(EtablissementDocument document)
    {
        var stored = document.Formations.ToDictionary(f => f.CodeFormationPsup);
        IReadOnlyList<FormationMapping> formations =
        [
            .. document.Formations.Select(f => _given.ContainsKey(f.CodeFormationPsup) ? Changed(f) : f),
            // A line that nobody filled in makes no formation.
            .. _given.Keys.Where(code => !stored.ContainsKey(code)).Select(code => new FormationMapping { CodeFormationPsup = code })
                .Select(made => (Before: made, After: Changed(made))).Where(f => f.After != f.Before).Select(f => f.After),
        ];
        _order = [.. formations.Select(f => f.CodeFormationPsup)];
        return document with { Formations = formations };
    }

    public ErreurTableau Situer(Erreur erreur)
    {
        if (Place().Match(erreur.Champ) is not { Success: true } place
            || !int.TryParse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var index) || index >= _order.Count)
            return new(null, null, erreur.Message);
        var champ = place.Groups[2].Value;
        var answer = Formulaire.Reponses.FirstOrDefault(r => champ.StartsWith(r.Prefixe + ".", StringComparison.Ordinal)).Prefixe;
        return new(LineOf(_order[index], answer), champ.Length == 0 ? null : ColumnOf(champ), erreur.Message);
    }

    private int? LineOf(int code, string? answer) => _lines.TryGetValue((code, answer), out var line) ? line
        : _lines.Where(l => l.Key.Code == code).Select(l => (int?)l.Value).Min();

    private FormationMapping Changed(FormationMapping mapping)
    {
        var form = Formulaire.Of(mapping, _champs);
        foreach (var (champ, value) in _given[mapping.CodeFormationPsup]) form.Mettre(champ, value);
        return form.Apply(mapping, _champs);
    }

    private IEnumerable<ErreurTableau> Take(LigneTableau line)
    {
        if (!int.TryParse(line[FormationsTableau.Formation], NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code == 0)
        {
            yield return new(line.Numero, FormationsTableau.Formation,
                $"{Cite.De(line[FormationsTableau.Formation])} n'est pas le code d'une formation : indiquer son numéro dans Parcoursup.");
            yield break;
        }

        string? answer = null;
        if (_champs.AvecVet)
        {
            var typed = line[FormationsTableau.Reponse];
            answer = Formulaire.Reponses.FirstOrDefault(r => TableauReader.Same(r.Prefixe, typed)).Prefixe;
            if (answer is null)
            {
                yield return new(line.Numero, FormationsTableau.Reponse,
                    $"{Cite.De(typed)} n'est pas une réponse : indiquer « Oui », « Oui si 3 ans » ou « Oui si 4 ans ».");
                yield break;
            }
        }

        if (!_lines.TryAdd((code, answer), line.Numero))
        {
            yield return new(line.Numero, null, string.Create(CultureInfo.InvariantCulture,
                $"La ligne {_lines[(code, answer)]} dit déjà où mène cette réponse : n'en garder qu'une."));
            yield break;
        }

        if (!_given.TryGetValue(code, out var given)) _given[code] = given = [];
        foreach (var (champ, column) in Fields(answer))
            if (line.Valeurs.TryGetValue(column, out var value))
            {
                if (!given.TryAdd(champ, value) && given[champ] != value)
                    yield return new(line.Numero, column,
                        $"{Cite.De(value)} : une autre ligne de la formation {code} dit {Cite.De(given[champ])}.");
                else if (Formulaire.ErrorOf(champ, value) is { } error) yield return new(line.Numero, column, error);
            }
    }

    private IEnumerable<(string Champ, string Colonne)> Fields(string? answer) =>
    [
        .. ChampsFormulaire.Communs.Select(c => (c, c)),
        .. answer is null ? [] : Formulaire.ChampsVet.Select(c => ($"{answer}.{c}", c)),
        .. _champs.Systeme?.Champs.Select(c => (c.Nom, ColumnOf(c.Nom))) ?? [],
    ];

    [GeneratedRegex(@"\.formations\[(\d+)\]\.?(.*)\z")]
    private static partial Regex Place();
}
