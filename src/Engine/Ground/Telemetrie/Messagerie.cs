namespace Parcoursup.Gateway.Engine.Ground.Telemetrie;

/// <summary>The words of the conventions of OpenTelemetry for what is handed over by tables, and the gateway's own beside them.</summary>
public static class Messagerie
{
    /// <summary>The value of <c>messaging.system</c>: tables of the gateway's database.</summary>
    public const string Systeme = "passerelle";

    public const string Etablissement = "passerelle.etablissement";
}
