using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// A field of an OPI as a column names it: its block, then its path; the fields of a wish stand below <c>voeu</c>.
/// </summary>
internal sealed record SourceColonne(BlocOpi Bloc, bool DeVoeu, OpiElement Element, string[] Chemin)
{
    /// <summary>Name of a wish in the paths of columns.</summary>
    public const string Voeu = "voeu";

    private static readonly OpiLayout Layout = OpiLayout.Of(OpiSchema.Versions[^1].Numero);

    /// <summary>The only field whose format is known, ddMMyyyy (contract §5).</summary>
    public bool EstDate => Element.Nom == "dateNaiIndOpi";

    /// <summary>Null when no such field exists.</summary>
    public static SourceColonne? TryParse(string? text)
    {
        var names = (text ?? "").Split('.');
        var ofWish = names[0] == Voeu;
        if (Layout.Bloc(ofWish ? "voeux" : names[0]) is not { } bloc) return null;
        var node = ofWish ? bloc.Root.Item : bloc.Root;
        foreach (var name in names.AsSpan(1))
            node = node?.Child(name) is { Element.EstRepete: false } child ? child : null;
        return node is { IsLeaf: true } && names.Length > 1 ? new SourceColonne(bloc.Bloc, ofWish, node.Element, names[1..]) : null;
    }

    /// <summary>The value below the block's (or the wish's) root, null when there is none.</summary>
    public string? Read(JsonElement? root)
    {
        if (root is not { } value) return null;
        foreach (var name in Chemin)
            if (!value.TryGetProperty(name, out value)) return null;
        return value.GetString();
    }
}
