namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>A refusal of Apogée: <c>type.domaine.nature.element</c> and the text for a person.</summary>
internal sealed record OpiFault(string Type, string Domaine, string Nature, string Element, string Message)
{
    public string Code => $"{Type}.{Domaine}.{Nature}.{Element}";

    public static OpiFault Missing(string element) =>
        new("technical", "parameter", "nullinput", element, $"Le paramètre {element} est obligatoire");

    public static OpiFault Incoherent(string element, string why) =>
        new("technical", "parameter", "noncoherentinput", element, why);
}
