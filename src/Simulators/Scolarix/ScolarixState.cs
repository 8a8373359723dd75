using System.Globalization;
using System.Text.Json.Nodes;
using Ligne = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>
/// Everything that this Scolarix holds. The base of candidates is purged by each import; préinscriptions and enrolments
/// are its own and stay.
/// </summary>
internal sealed class ScolarixState
{
    private readonly Lock _lock = new();
    private readonly List<ImportScolarix> _imports = [];
    private readonly SortedDictionary<int, Ligne> _preinscrits = [];
    private readonly List<(int CodeCandidat, string Message)> _refus = [];
    private readonly SortedDictionary<(int Candidat, int Formation), InscriptionScolarix> _inscriptions = [];
    private readonly HashSet<(int Candidat, int Formation)> _aRendre = [];
    private readonly List<(string Fichier, int Lignes)> _retours = [];
    private SortedDictionary<int, Ligne> _base = [];

    /// <summary>Number of the last snapshot that was taken, 0 before the first.</summary>
    public int Dernier { get; private set; }

    /// <summary>Purges the base and fills it anew.</summary>
    public ImportScolarix Remplacer(int numero, SortedDictionary<int, Ligne> lignes)
    {
        lock (_lock)
        {
            var entres = lignes.Keys.Count(c => !_base.ContainsKey(c));
            var sortis = _base.Keys.Count(c => !lignes.ContainsKey(c));
            (_base, Dernier) = (lignes, numero);
            var message = lignes.Count == 1 ? "1 candidat importé" : $"{lignes.Count} candidats importés";
            return Noter(new ImportScolarix(numero, true, message, lignes.Count, entres, sortis));
        }
    }

    public ImportScolarix Noter(ImportScolarix import)
    {
        lock (_lock)
            _imports.Add(import);
        return import;
    }

    /// <summary>Why it is refused, null when it was taken: seed 003 §2, only those who were imported.</summary>
    public string? Preinscrire(int codeCandidat)
    {
        lock (_lock)
        {
            if (!_base.TryGetValue(codeCandidat, out var ligne))
                return Refuser(codeCandidat, "Le candidat n'est pas dans la base : la préinscription lui est fermée");

            _preinscrits[codeCandidat] = ligne;
            return null;
        }
    }

    /// <summary>Why it is refused, null when it was taken.</summary>
    public string? Inscrire(InscriptionScolarix inscription)
    {
        lock (_lock)
        {
            if (!_preinscrits.ContainsKey(inscription.CodeCandidat))
                return Refuser(inscription.CodeCandidat, "Le candidat ne s'est pas préinscrit");

            var cle = (inscription.CodeCandidat, inscription.CodeFormation ?? 0);
            if (inscription.Annulee && !_inscriptions.ContainsKey(cle))
                return Refuser(inscription.CodeCandidat, "Il n'y a pas d'inscription à annuler");

            _inscriptions[cle] = inscription;
            _aRendre.Add(cle);
            return null;
        }
    }

    /// <summary>What has changed since the last return, with the INE of each.</summary>
    public IReadOnlyList<(InscriptionScolarix Inscription, string Ine)> ARendre()
    {
        lock (_lock)
            return [.. _aRendre.Order()
                .Select(cle => (_inscriptions[cle], _preinscrits[cle.Candidat].GetValueOrDefault(ColonnesScolarix.Ine, "")))];
    }

    public int Rang
    {
        get
        {
            lock (_lock)
                return _retours.Count + 1;
        }
    }

    public void Rendu(string fichier, IReadOnlyList<(InscriptionScolarix Inscription, string Ine)> lignes)
    {
        lock (_lock)
        {
            _retours.Add((fichier, lignes.Count));
            _aRendre.ExceptWith(lignes.Select(l => (l.Inscription.CodeCandidat, l.Inscription.CodeFormation ?? 0)));
        }
    }

    public JsonObject Describe()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["instantane"] = Dernier,
                ["base"] = new JsonArray([.. _base.Values.Select(Describe)]),
                ["imports"] = new JsonArray([.. _imports.Select(i => (JsonNode)new JsonObject
                {
                    ["instantane"] = i.Numero, ["reussi"] = i.Reussi, ["message"] = i.Message,
                    ["candidats"] = i.Candidats, ["entres"] = i.Entres, ["sortis"] = i.Sortis,
                })]),
                ["preinscriptions"] = new JsonArray([.. _preinscrits.Keys.Select(c => (JsonNode)c)]),
                ["inscriptions"] = new JsonArray([.. _inscriptions.Values.Select(Describe)]),
                ["refus"] = new JsonArray(
                    [.. _refus.Select(r => (JsonNode)new JsonObject { ["codeCandidat"] = r.CodeCandidat, ["message"] = r.Message })]),
                ["retours"] = new JsonArray(
                    [.. _retours.Select(r => (JsonNode)new JsonObject { ["fichier"] = r.Fichier, ["lignes"] = r.Lignes })]),
            };
        }
    }

    private string Refuser(int codeCandidat, string message)
    {
        _refus.Add((codeCandidat, message));
        return message;
    }

    private static JsonNode Describe(Ligne ligne) => new JsonObject(ligne.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value)));

    private static JsonNode Describe(InscriptionScolarix inscription) => new JsonObject
    {
        ["codeCandidat"] = inscription.CodeCandidat,
        ["codeFormation"] = inscription.CodeFormation,
        ["statut"] = inscription.Annulee ? "ANNULEE" : "VALIDEE",
        ["payee"] = inscription.Payee,
        ["type"] = inscription.Type ?? "Principale",
        ["date"] = inscription.Date.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
    };
}
