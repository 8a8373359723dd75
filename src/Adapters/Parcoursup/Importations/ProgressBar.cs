using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>A bar that is drawn over itself on a terminal, and not at all elsewhere.</summary>
internal sealed class ProgressBar(string title, TextWriter output, bool terminal)
{
    private const int Width = 30;

    public void Show(int percent, long lines)
    {
        if (!terminal) return;
        var done = Width * Math.Clamp(percent, 0, 100) / 100;
        var bar = new string('#', done) + new string(' ', Width - done);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"\r{title} [{bar}] {percent,3} %  {Accord.De(lines, "ligne")}"));
    }

    public void End()
    {
        if (terminal) output.WriteLine();
    }
}
