namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>What keeps a candidate from becoming an OPI until a person acts.</summary>
internal enum Defaut
{
    SansNom,
    SansPrenom,
    SansCorrespondance,
    AmenagementInconnu,
}

/// <summary>The candidates, and the few whose files have a defect.</summary>
internal sealed class Population
{
    private const int PremierNumero = 4_100_001;
    private readonly Dictionary<int, Candidat> _candidats = [];
    private readonly Dictionary<int, Defaut> _defauts = [];

    public Population(int nombre, Tirage tirage)
    {
        var identites = new Identites(tirage.Random);
        Ordre = tirage.Melanger(Enumerable.Range(PremierNumero, nombre).Select(identites.Tirer));

        // The first tenth answers before the connector test and has no defect.
        var defauts = Ordre.Skip((nombre / 10) + 1).Take(Math.Min(12, nombre / 25)).ToList();
        for (var i = 0; i < defauts.Count; i++)
        {
            var defaut = (Defaut)(i % 4);
            _defauts[defauts[i].Code] = defaut;
        }

        Ordre = [.. Ordre.Select(Sanctionner)];
        foreach (var candidat in Ordre)
            _candidats[candidat.Code] = candidat;
    }

    /// <summary>The candidates in the order in which they answer first.</summary>
    public IReadOnlyList<Candidat> Ordre { get; }

    public IReadOnlyDictionary<int, Candidat> Candidats => _candidats;

    public IReadOnlyDictionary<int, Defaut> Defauts => _defauts;

    public bool EstSansDefaut(int code) => !_defauts.ContainsKey(code);

    private Candidat Sanctionner(Candidat candidat) => _defauts.TryGetValue(candidat.Code, out var defaut)
        ? defaut switch
        {
            Defaut.SansNom => candidat with { Nom = "" },
            Defaut.SansPrenom => candidat with { Prenom = "" },
            _ => candidat,
        }
        : candidat;
}
