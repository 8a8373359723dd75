using System.Collections.Immutable;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>When an IA that came through the façade is reported (rule F5).</summary>
public enum CadenceRemontee
{
    Quotidienne,
    Immediate,
}

/// <summary>
/// Scheduled work, as Quartz cron expressions in Europe/Paris: the engine's own, and the systems' (<see cref="CronField"/>).
/// </summary>
public sealed record Planification
{
    private ImmutableDictionary<string, string> _fields = ImmutableDictionary<string, string>.Empty;

    public string Remontee { get; init; } = "0 0 20 * * ?";
    public string Recuperation { get; init; } = "0 0 6,14 * * ?";
    public CadenceRemontee RemonteeApiRest { get; init; } = CadenceRemontee.Quotidienne;

    public string Cron(CronField field) => _fields.GetValueOrDefault(field.Name, field.Default);

    /// <summary>Fills one that is being read and that nobody else has yet.</summary>
    internal void Take(CronField field, string cron) => _fields = _fields.SetItem(field.Name, cron);
}
