namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

internal enum EtatGarde
{
    Ouverte,
    Confirmee,
    Rejetee,
    Depassee,
}

/// <summary>A guard of the model.</summary>
/// <param name="Type">Its name in the answers of the gateway.</param>
/// <param name="Formation">Of a guard on disappearances: 0 for the whole list.</param>
internal sealed class ModeleGarde(string type, DateOnly jour, int formation = 0)
{
    public string Type => type;
    public DateOnly Jour => jour;
    public int Formation => formation;
    public EtatGarde Etat { get; set; }
    public Action? Confirmer { get; set; }
    public int Manque { get; set; }

    public override string ToString() => formation == 0 ? type : $"{type}/{formation}";
}

/// <summary>Rule C6. The turns of a day add up; what a person confirmed begins the count anew.</summary>
internal sealed class ModeleGardes
{
    /// <summary>What stands for "20" in the configuration of the tests.</summary>
    public const int Minimum = 2;

    private const string Decisions = "Decisions";

    private readonly List<ModeleGarde> _toutes = [];
    private readonly Dictionary<DateOnly, int> _tournes = [];

    public IReadOnlyList<ModeleGarde> Ouvertes => [.. _toutes.Where(g => g.Etat == EtatGarde.Ouverte)];

    /// <summary>The guard that these turns wait for, null when they may go through.</summary>
    public ModeleGarde? Tourner(int nombre, int vivants, DateOnly jour)
    {
        var before = _tournes.GetValueOrDefault(jour);
        var open = _toutes.Find(g => g.Type == Decisions && g.Etat == EtatGarde.Ouverte && g.Jour == jour);
        if (open is null && before + nombre <= Math.Max((vivants + before) * 5 / 100, Minimum))
        {
            _tournes[jour] = before + nombre;
            return null;
        }

        return open ?? Ouvrir(new(Decisions, jour) { Confirmer = _tournes.Clear });
    }

    public ModeleGarde Ouvrir(ModeleGarde garde)
    {
        _toutes.Add(garde);
        return garde;
    }

    public ModeleGarde? Trouver(string type, int formation, Func<ModeleGarde, bool> etat) =>
        _toutes.Find(g => g.Type == type && g.Formation == formation && etat(g));

    public void Regler(ModeleGarde garde, bool confirmer)
    {
        garde.Etat = confirmer ? EtatGarde.Confirmee : EtatGarde.Rejetee;
        if (confirmer) garde.Confirmer?.Invoke();
    }
}
