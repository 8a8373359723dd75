using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>What the API was asked and how it answered.</summary>
/// <param name="Formations">Single calls.</param>
/// <param name="Listes">Pages.</param>
/// <param name="Refuses">Without a right key or token.</param>
/// <param name="AuDela">Answered by 429.</param>
/// <param name="Pannes">Answered by a sin or an ordered fault.</param>
public sealed record AppelsExposition(
    int Formations, int Certifications, int Regionales, int Listes, int Jetons, int Refuses, int AuDela, int Pannes)
{
    /// <summary>By generation.</summary>
    public int Ancienne { get; init; }

    public int Nouvelle { get; init; }
}

internal sealed class ExpositionCompteurs
{
    private readonly Lock _lock = new();
    private AppelsExposition _appels = new(0, 0, 0, 0, 0, 0, 0, 0);

    public AppelsExposition Appels
    {
        get
        {
            lock (_lock) return _appels;
        }
    }

    public void Compter(Func<AppelsExposition, AppelsExposition> un)
    {
        lock (_lock) _appels = un(_appels);
    }

    public JsonObject Describe()
    {
        var a = Appels;
        return new JsonObject
        {
            ["formations"] = a.Formations, ["certifications"] = a.Certifications, ["regionales"] = a.Regionales, ["listes"] = a.Listes,
            ["jetons"] = a.Jetons, ["refuses"] = a.Refuses, ["auDela"] = a.AuDela, ["pannes"] = a.Pannes,
            ["ancienne"] = a.Ancienne, ["nouvelle"] = a.Nouvelle,
        };
    }
}
