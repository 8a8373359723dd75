using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>An operation of a neighbour of OpiMetier: its name, its answer, its children (all required, all unqualified).</summary>
internal sealed record VoisinOperation(string Name, string Response, IReadOnlyList<string> Children);

/// <summary>One call of a neighbour as it was read from the wire; an empty child has no value.</summary>
internal sealed partial record VoisinCall(VoisinOperation Operation, string Namespace, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A value by its name, with or without the leading underscore of the older operations.</summary>
    public string? this[string name] =>
        (Values.GetValueOrDefault(name) ?? Values.GetValueOrDefault("_" + name)) is { Length: > 0 } value ? value : null;

    /// <summary>Null when the bytes are no such call; the reason stands in <paramref name="erreur"/>.</summary>
    public static VoisinCall? Read(byte[] body, string service, IEnumerable<VoisinOperation> operations, out string erreur)
    {
        if (OpiMessage.BodyElement(body, out erreur) is not { } call)
            return null;

        var operation = operations.FirstOrDefault(o => o.Name == call.Name.LocalName);
        var space = ServiceNamespace().Match(call.Name.NamespaceName);
        if (operation is null || !space.Success || space.Groups["service"].Value != service)
        {
            erreur = $"Opération inconnue : {call.Name}";
            return null;
        }

        // As the schema says: each child once, unqualified, and none nil.
        var children = call.Elements().ToList();
        var wrong = children.FirstOrDefault(c => !operation.Children.Contains(c.Name.ToString()) || c.HasElements
            || OpiMessage.IsNil(c))?.Name.ToString()
            ?? children.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1)?.Key.ToString();
        var missing = operation.Children.FirstOrDefault(name => call.Element(name) is null);
        if (wrong is not null || missing is not null)
        {
            erreur = wrong is not null ? $"Invalid element in {operation.Name} - {wrong}"
                : $"Missing element in {operation.Name} - {missing}";
            return null;
        }

        erreur = "";
        return new VoisinCall(operation, call.Name.NamespaceName, children.ToDictionary(c => c.Name.LocalName, c => c.Value.Trim()));
    }

    [GeneratedRegex(@"^gouv\.education\.apogee\.commun\.servicesmetiers\.(?<service>[A-Za-z]+)(_\d{8})?\z")]
    private static partial Regex ServiceNamespace();
}
