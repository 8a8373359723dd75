namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>How somebody comes by the baccalauréat, or does not.</summary>
internal enum Profil
{
    Titulaire,
    Equivalent,
    Admis,
    Refuse,
    Rattrapage,

    /// <summary>No result ever comes: a person has to say.</summary>
    Inconnu,
}

/// <summary>The baccalauréat of each candidate of the university on Scolarix.</summary>
internal sealed class ProfilsLagune(Tirage tirage)
{
    public const string SerieEquivalente = "0031";
    private readonly Dictionary<int, Profil> _profils = [];

    public IEnumerable<int> Codes => _profils.Keys;

    public Profil this[int code] => _profils[code];

    /// <summary>Draws a profile; the candidate with what shows of it at Parcoursup.</summary>
    public Candidat Tirer(Candidat candidat)
    {
        var profil = _profils[candidat.Code] = tirage.Random.Next(100) switch
        {
            < 10 => Profil.Titulaire,
            < 13 => Profil.Equivalent,
            < 18 => Profil.Refuse,
            < 23 => Profil.Rattrapage,
            < 26 => Profil.Inconnu,
            _ => Profil.Admis,
        };
        return profil switch
        {
            Profil.Titulaire => candidat with { AnneeBac = Campagne.Session - 1 - tirage.Random.Next(3) },
            Profil.Equivalent => candidat with { Serie = SerieEquivalente },
            _ => candidat,
        };
    }
}
