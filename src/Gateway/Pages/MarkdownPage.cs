using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Parcoursup.Gateway.Pages;

/// <summary>
/// A page of the documentation as HTML. Its links lead to other pages of the program as they lead to files in the sources; what the
/// program does not carry is shown without a link. HTML inside a page stays text.
/// </summary>
internal static class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub)
            .DisableHtml().Build();

    public static string Render(string path, string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList()) Lead(path, link);
        // A wide table scrolls by itself; whoever has no mouse reaches it with the keyboard.
        foreach (var table in document.Descendants<Markdig.Extensions.Tables.Table>())
            table.GetAttributes().AddProperty("tabindex", "0");
        return document.ToHtml(Pipeline);
    }

    private static void Lead(string path, LinkInline link)
    {
        if (link.Url is not { Length: > 0 } url || url.StartsWith('#') || Uri.TryCreate(url, UriKind.Absolute, out _)) return;
        var target = Uri.UnescapeDataString(new Uri(new Uri("http://docs/" + path), url.Split('#')[0]).AbsolutePath.TrimStart('/'));
        if (Guide.Has(target) && !LeavesTheDocs(path, url)) return;
        var text = new ContainerInline();
        link.ReplaceBy(text, copyChildren: true);
    }

    // Above the first folder there is nothing: the address would be cut there, and lead elsewhere.
    private static bool LeavesTheDocs(string path, string url) =>
        url.Split('/').Count(part => part == "..") > path.Count(c => c == '/');
}
