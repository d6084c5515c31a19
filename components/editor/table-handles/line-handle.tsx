"use client";
/** One handle: pressed, it selects its row or column and says what can be done; dragged, it moves it. */
import type { Editor } from "@tiptap/core";
import { GripHorizontal, GripVertical } from "lucide-react";
import { Fragment, useRef, useSyncExternalStore } from "react";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../../ui/menu";
import type { ActiveCell } from "./active-cell";
import { actionsOf, type LineAction } from "./line-actions";
import type { LineMenu } from "./line-menu";
import { type Axis, countOf, selectionOf } from "./table-line";
import type { useLineDrag } from "./use-line-drag";

interface Props {
  readonly axis: Axis;
  readonly editor: Editor;
  readonly menu: LineMenu;
  readonly active: ActiveCell;
  readonly drag: ReturnType<typeof useLineDrag>;
}

const shape = {
  row: "h-7 w-3.5 pointer-coarse:size-10",
  column: "h-3.5 w-7 pointer-coarse:size-10",
};

/** A finger hits forty pixels, of which what is seen is the middle. */
const seen = {
  row: "pointer-coarse:h-9 pointer-coarse:w-6",
  column: "pointer-coarse:h-6 pointer-coarse:w-9",
};

export function LineHandle({ axis, editor, menu, active, drag }: Props) {
  const open = useSyncExternalStore(menu.subscribe, menu.current, () => undefined)?.axis === axis;
  const press = () => {
    const line = active.line(axis);
    if (!line || drag.wasDrag.current) return;
    active.hold(true);
    const { state, view } = editor;
    view.dispatch(state.tr.setSelection(selectionOf(state.doc, line)));
    menu.show({ axis, atCaret: false });
  };
  const Grip = axis === "row" ? GripVertical : GripHorizontal;
  return (
    <Menu open={open} onOpenChange={(wanted) => !wanted && menu.close()}>
      <div data-part={axis} className={`fixed top-0 left-0 z-20 ${shape[axis]}`}>
        {/* Where the menu belongs; a trigger that took the press would not let it become a drag. */}
        <MenuTrigger asChild>
          <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
        </MenuTrigger>
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${axis === "row" ? "Row" : "Column"}: drag to move, press for more`}
          aria-haspopup="menu"
          aria-expanded={open}
          onMouseDown={(event) => event.preventDefault()}
          onClick={press}
          {...drag.handlers(axis)}
          className="group flex size-full cursor-grab touch-none items-center justify-center rounded-md active:cursor-grabbing"
        >
          <span
            className={`flex size-full items-center justify-center rounded-md border bg-surface text-muted group-hover:bg-raised group-hover:text-ink group-aria-expanded:bg-accent-soft group-aria-expanded:text-accent ${seen[axis]}`}
          >
            <Grip aria-hidden className="size-3" />
          </span>
        </button>
      </div>
      {open && <Actions axis={axis} editor={editor} active={active} />}
    </Menu>
  );
}

interface ActionsProps {
  readonly axis: Axis;
  readonly editor: Editor;
  readonly active: ActiveCell;
}

function Actions({ axis, editor, active }: ActionsProps) {
  const wentElsewhere = useRef(false);
  const line = active.line(axis);
  if (!line) return null;
  const run = ({ change }: LineAction) => {
    // As the table is by now: others may have changed it while the menu was open.
    const now = active.line(axis);
    const tr = now && change(editor.state, now);
    if (tr) editor.view.dispatch(tr);
  };
  const leave = (event: Event) => {
    event.preventDefault();
    if (wentElsewhere.current) active.toCaret();
    else editor.view.focus();
  };
  const name = axis === "row" ? "Row" : "Column";
  return (
    <MenuContent
      aria-label={`${name} ${line.index + 1} of ${countOf(line)}`}
      align="start"
      side={axis === "row" ? "right" : "bottom"}
      onInteractOutside={() => {
        wentElsewhere.current = true;
      }}
      onCloseAutoFocus={leave}
    >
      {actionsOf(line)
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <Fragment key={group[0]?.label}>
            {index > 0 && <MenuSeparator />}
            {group.map((action) => (
              <MenuItem
                key={action.label}
                icon={<action.icon aria-hidden />}
                disabled={action.change(editor.state, line) === undefined}
                onSelect={() => run(action)}
              >
                {action.label}
              </MenuItem>
            ))}
          </Fragment>
        ))}
    </MenuContent>
  );
}
